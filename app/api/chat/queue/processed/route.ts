import { markProcessed } from "@/lib/conversations/queue/backup";
import { MarkedProcessed, MarkProcessed } from "@/lib/conversations/queue/schema";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const POST = crossOrigin(
  route({
    auth: visitor,
    body: MarkProcessed,
    output: MarkedProcessed,
    handle: async ({ ctx, body }) => {
      await markProcessed(ctx, body);
      return { processed: body.keys.length };
    },
  }),
);

export const OPTIONS = preflight;
