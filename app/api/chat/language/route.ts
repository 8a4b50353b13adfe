import { chooseLanguage } from "@/lib/assistant/service";
import { ChooseLanguage, LanguageChosen } from "@/lib/conversations/schema";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const POST = crossOrigin(
  route({
    auth: visitor,
    body: ChooseLanguage,
    output: LanguageChosen,
    handle: ({ ctx, body }) => chooseLanguage(ctx, body.language),
  }),
);

export const OPTIONS = preflight;
