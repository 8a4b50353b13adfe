import { createHash } from "node:crypto";
import { Redis } from "@upstash/redis";
import { z } from "zod";
import { idFrom } from "@/lib/conversations/turn";
import { env } from "@/lib/platform/env";

const Moment = z.union([z.iso.datetime({ offset: true }), z.number()]).transform((at) => new Date(at).toISOString());
const storable = (text: string) => text.toWellFormed().replaceAll("\0", "");

/** What Redis holds at `conversation:{id}`, as JSON. */
const Kept = z.object({
  customerId: z.uuid(),
  createdAt: Moment,
  metadata: z
    .object({ language: z.string().min(2).max(35).default("en"), sessionId: z.uuid(), siteId: z.uuid() })
    .partial({ sessionId: true, siteId: true })
    .prefault({}),
});

/** What it holds in the list `messages:{id}`, oldest first, each as JSON. */
const Said = z.object({
  id: z.string().min(1).optional(),
  role: z.enum(["user", "assistant", "system"]),
  content: z.string().transform(storable),
  timestamp: Moment.optional(),
});

export type SourceMessage = { id: string; role: "user" | "assistant" | "system"; content: string; createdAt: string };

/** A conversation as it is brought: with ids that are always the same for the same source. */
export type SourceConversation = {
  sourceId: string;
  id: string;
  customerId: string;
  sessionId: string | null;
  siteId: string | null;
  language: string;
  createdAt: string;
  messages: SourceMessage[];
};

/** What was found under one key: a conversation, if it can be read, how often it repeats a message, and what is broken. */
export type Found = { conversation: SourceConversation | null; duplicates: number; broken: string[] };

const PAGE = 500;

/** The Redis of the environment, asked patiently: one that answers late is waited for, and one that is away is an error. */
export const historyRedis = () =>
  new Redis({ url: env().UPSTASH_REDIS_REST_URL, token: env().UPSTASH_REDIS_REST_TOKEN, enableAutoPipelining: false });

/** Every conversation that Redis holds, key by key. */
export async function* readHistory(redis: Redis): AsyncGenerator<Found> {
  const seen = new Set<string>(); // SCAN may name a key twice.
  for await (const key of scan(redis, "conversation:*")) {
    const sourceId = key.slice("conversation:".length);
    if (seen.has(sourceId)) continue;
    seen.add(sourceId);
    yield await readConversation(redis, sourceId);
  }
  for await (const key of scan(redis, "messages:*")) {
    const sourceId = key.slice("messages:".length);
    if (seen.has(sourceId)) continue;
    seen.add(sourceId);
    yield { conversation: null, duplicates: 0, broken: [`${key}: there is no conversation:${sourceId}`] };
  }
}

async function* scan(redis: Redis, match: string): AsyncGenerator<string> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, { match, count: PAGE });
    yield* keys;
    cursor = String(next);
  } while (cursor !== "0");
}

async function readConversation(redis: Redis, sourceId: string): Promise<Found> {
  const key = `conversation:${sourceId}`;
  const kept = Kept.safeParse(await redis.get(key));
  if (!kept.success) return { conversation: null, duplicates: 0, broken: [`${key}: ${why(kept.error)}`] };
  const { customerId, createdAt, metadata } = kept.data;
  const { sessionId = null, siteId = null, language } = metadata;
  const id = idFrom("conversation from Redis", customerId, sourceId);
  const messages = new Map<string, SourceMessage>();
  const broken: string[] = [];
  let duplicates = 0;
  let at = createdAt;
  for (const [place, entry] of (await readList(redis, `messages:${sourceId}`)).entries()) {
    const said = Said.safeParse(entry);
    if (!said.success) {
      broken.push(`messages:${sourceId}[${place}]: ${why(said.error)}`);
      continue;
    }
    const { role, content, timestamp } = said.data;
    const messageId = idFrom(
      "message from Redis",
      id,
      said.data.id ?? JSON.stringify([role, content, timestamp ?? place]),
    );
    at = timestamp ?? at;
    if (messages.has(messageId)) duplicates++;
    else messages.set(messageId, { id: messageId, role, content, createdAt: at });
  }
  const conversation = { sourceId, id, customerId, sessionId, siteId, language, createdAt };
  return { conversation: { ...conversation, messages: [...messages.values()] }, duplicates, broken };
}

async function readList(redis: Redis, key: string): Promise<unknown[]> {
  const entries: unknown[] = [];
  for (let last = PAGE; last === PAGE; ) {
    const page = await redis.lrange(key, entries.length, entries.length + PAGE - 1);
    entries.push(...page);
    last = page.length;
  }
  return entries;
}

const why = (error: z.ZodError) => {
  const [issue] = error.issues;
  return `${issue?.path.join(".") || "the entry"}: ${issue?.message}`;
};

/** SHA-256 over what was said: who, what and when, in order. */
export function checksum(messages: readonly Omit<SourceMessage, "id">[]): string {
  const hash = createHash("sha256");
  for (const { role, content, createdAt } of messages) {
    hash.update(`${JSON.stringify([role, content, new Date(createdAt).toISOString()])}\n`);
  }
  return hash.digest("hex");
}
