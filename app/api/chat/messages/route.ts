import { readMessages } from "@/lib/conversations/history";
import { MessagePage, ReadMessages } from "@/lib/conversations/schema";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const GET = crossOrigin(
  route({
    auth: visitor,
    query: ReadMessages,
    output: MessagePage,
    handle: ({ ctx, query }) => readMessages(ctx, query),
  }),
);

export const OPTIONS = preflight;
