import { backUpMessages, listBackups } from "@/lib/conversations/queue/backup";
import { BackedUp, BackedUpMessages, BackUpMessages } from "@/lib/conversations/queue/schema";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const GET = crossOrigin(
  route({ auth: visitor, output: BackedUpMessages, handle: ({ ctx }) => listBackups(ctx) }),
);

export const POST = crossOrigin(
  route({
    auth: visitor,
    body: BackUpMessages,
    output: BackedUp,
    handle: async ({ ctx, body }) => {
      await backUpMessages(ctx, body);
      return { kept: body.messages.length };
    },
  }),
);

export const OPTIONS = preflight;
