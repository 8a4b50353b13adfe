import "server-only";
import { customerTag, getConfig, getCustomer } from "@/lib/accounts/service";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { cache } from "@/lib/platform/redis/cache";
import { actorDb } from "@/lib/platform/supabase/actor";
import { renewHistory } from "./history";
import { openSession } from "./session-opening";
import type { Settings } from "./settings";
import type { Asker } from "./speaker";
import { createConversation, idFrom } from "./turn";

type Member = Ctx<ActorOf<"member">>;

/** The conversation in which a member talks with their own assistant; one for each business they work for. */
export const ownChatId = ({ customerId, actor }: Member): string => idFrom("own chat", customerId, actor.userId);

/** A member in the chat of their own, where the server writes the assistant's part. */
export async function ownChat(member: Member): Promise<Asker> {
  const { customerId, actor } = member;
  const ctx = { db: actorDb({ role: "authenticated", sub: actor.userId }), customerId, actor };
  const id = ownChatId(member);
  const [settings, session] = await Promise.all([
    loadOwnSettings(ctx),
    openSession(ctx, { sessionId: id, since: new Date().toISOString() }),
  ]);
  if (session.metadata.conversationId !== id) {
    await createConversation(ctx, { id, language: settings.config.defaultLanguage });
    await renewHistory(ctx, id, "conversation");
  }
  return { ...ctx, settings, session };
}

function loadOwnSettings(ctx: Member): Promise<Settings> {
  return cache.remember({
    key: `settings:${ctx.customerId}`,
    tags: [customerTag(ctx.customerId)],
    ttl: "settings",
    load: async () => {
      const [{ name, plan }, config] = await Promise.all([getCustomer(ctx), getConfig(ctx)]);
      return { name, plan, config };
    },
  });
}
