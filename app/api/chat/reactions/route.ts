import { ListReactions, Reactions, ReactionToggled, ToggleReaction } from "@/lib/conversations/reactions/schema";
import { listReactions, toggleReaction } from "@/lib/conversations/reactions/service";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const GET = crossOrigin(
  route({
    auth: visitor,
    query: ListReactions,
    output: Reactions,
    handle: ({ ctx, query }) => listReactions(ctx, query.conversationId),
  }),
);

export const POST = crossOrigin(
  route({
    auth: visitor,
    body: ToggleReaction,
    output: ReactionToggled,
    handle: ({ ctx, body }) => toggleReaction(ctx, body),
  }),
);

export const OPTIONS = preflight;
