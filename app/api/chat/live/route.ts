import { openLive } from "@/lib/conversations/live/access";
import { JoinLive, LiveAccess } from "@/lib/conversations/live/schema";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const POST = crossOrigin(
  route({
    auth: visitor,
    body: JoinLive,
    output: LiveAccess,
    handle: ({ ctx, body }) => openLive(ctx, body),
  }),
);

export const OPTIONS = preflight;
