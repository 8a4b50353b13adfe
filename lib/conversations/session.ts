import "server-only";
import { z } from "zod";
import { open, seal } from "@/lib/platform/crypto/seal";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";
import { Session } from "./schema";

/** A session as Redis holds it: with the tenant that its sealed fields belong to. */
const Kept = Session.extend({ customerId: z.uuid() });
export type SessionData = z.infer<typeof Kept>;

const keyOf = (sessionId: string) => `session:${sessionId}`;

/** The session, or null when it ended or Redis lost it: it is rebuilt from its token and the database. */
export async function getSession(sessionId: string): Promise<SessionData | null> {
  const stored = Kept.safeParse(await getRedisClientWithFallback().get(keyOf(sessionId)));
  if (!stored.success) return null;
  const session = stored.data;
  return { ...session, metadata: { ...session.metadata, ...contact(session, open) } };
}

/** Keeps the session for `ttlSeconds` from now. E-mail and phone are sealed for its tenant. */
export async function setSession(sessionId: string, data: SessionData, ttlSeconds = ttl("session")): Promise<void> {
  const sealed = { ...data, metadata: { ...data.metadata, ...contact(data, seal) } };
  await getRedisClientWithFallback().set(keyOf(sessionId), JSON.stringify(sealed), { ex: ttlSeconds });
}

export async function deleteSession(sessionId: string): Promise<void> {
  await getRedisClientWithFallback().del(keyOf(sessionId));
}

/** Lets the session live `ttlSeconds` from now. Says whether there is one. */
export async function refreshSessionTTL(sessionId: string, ttlSeconds = ttl("session")): Promise<boolean> {
  return (await getRedisClientWithFallback().expire(keyOf(sessionId), ttlSeconds)) === 1;
}

type Field = "email" | "phone";

function contact({ customerId, metadata }: SessionData, change: (text: string, tenant: string) => string) {
  const fields = (["email", "phone"] satisfies Field[]).flatMap((field) => {
    const value = metadata[field];
    return value === undefined ? [] : [[field, change(value, customerId)] as const];
  });
  return Object.fromEntries(fields) as Partial<Record<Field, string>>;
}
