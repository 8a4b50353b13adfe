import { background } from "@/lib/platform/background";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { latestConversation } from "./history";
import type { SessionMetadata } from "./schema";
import { getSession, type SessionData, setSession } from "./session";
import type { Speaker } from "./speaker";
import type { SessionClaims } from "./token";

/** What a session is known by from outside Redis. */
type Begun = Pick<SessionClaims, "sessionId" | "since">;

/** A speaker's session; one that Redis lost is rebuilt from the database. Every call extends it. */
export async function openSession(ctx: Ctx<Speaker>, claims: Begun): Promise<SessionData> {
  const kept = await getSession(claims.sessionId);
  if (kept && kept.customerId !== ctx.customerId) throw new AppError("unauthenticated", "The session is not yours");
  const session = { ...(kept ?? (await rebuild(ctx, claims))), lastActivity: new Date().toISOString() };
  keepSession(session);
  return session;
}

/** A session that has just begun. */
export function beginSession(
  { sessionId: id, customerId, since }: SessionClaims,
  metadata: SessionMetadata,
): SessionData {
  const session = { id, customerId, createdAt: since, lastActivity: since, metadata };
  keepSession(session);
  return session;
}

/** A session with what changed, kept beside the answer. */
export function changeSession(session: SessionData, change: Partial<SessionMetadata>): SessionData {
  const changed = { ...session, metadata: { ...session.metadata, ...change } };
  keepSession(changed);
  return changed;
}

const keepSession = (session: SessionData) => background("A session was not kept", setSession(session.id, session));

async function rebuild(ctx: Ctx<Speaker>, { sessionId, since }: Begun): Promise<SessionData> {
  const latest = await latestConversation(ctx);
  const metadata: SessionMetadata = latest
    ? {
        conversationId: latest.id,
        language: latest.language,
        ...(latest.clientId && { clientId: latest.clientId }),
      }
    : {};
  return { id: sessionId, customerId: ctx.customerId, createdAt: since, lastActivity: since, metadata };
}
