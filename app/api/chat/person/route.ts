import { askForPerson } from "@/lib/assistant/service";
import { AskForPerson, PersonAsked } from "@/lib/conversations/schema";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const POST = crossOrigin(
  route({
    auth: visitor,
    body: AskForPerson,
    output: PersonAsked,
    handle: ({ ctx, body }) => askForPerson(ctx, body),
  }),
);

export const OPTIONS = preflight;
