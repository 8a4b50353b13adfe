import type { Redis } from "@upstash/redis";
import { tagsOf } from "@/lib/conversations/history";
import { messageWords } from "@/lib/conversations/inbox/words";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { cache } from "@/lib/platform/redis/cache";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { checksum, readHistory, type SourceConversation } from "./redis-history";

const BATCH = 20;
const PAGE = 500;

/** What lies in Redis, and what came of it. */
export type Report = {
  conversations: number;
  messages: number;
  /** Messages that were not in the tables before. */
  brought: number;
  duplicates: number;
  /** What can't be brought, or could not be: where it lies and why. */
  broken: string[];
};

type Options = { customerId?: string | undefined };

/** Counts what lies in Redis and what of it is broken. Changes nothing. */
export const examine = (redis: Redis, options: Options = {}): Promise<Report> => walk(redis, options, async () => 0);

/** Brings every conversation into the tables. Again changes nothing, and goes on where it was interrupted. */
export const bring = (system: SystemCtx, redis: Redis, options: Options = {}): Promise<Report> =>
  walk(redis, options, async (conversation) => {
    const { customerId } = conversation;
    const messages = conversation.messages.map((message) => ({
      ...message,
      words: messageWords(customerId, message.content),
    }));
    const whole = { ...conversation, messages };
    const brought = unwrap(await system.db.rpc("bring_conversation", { p_conversation: whole }));
    if (brought > 0) await cache.forget(...tagsOf(conversation.id, conversation.sessionId ?? conversation.id));
    return brought;
  });

async function walk(
  redis: Redis,
  { customerId }: Options,
  each: (conversation: SourceConversation) => Promise<number>,
): Promise<Report> {
  const report: Report = { conversations: 0, messages: 0, brought: 0, duplicates: 0, broken: [] };
  const batch: Promise<void>[] = [];
  const one = async (conversation: SourceConversation) => {
    try {
      const brought = await each(conversation); // Others add to the sum meanwhile.
      report.brought += brought;
    } catch (error) {
      report.broken.push(`conversation:${conversation.sourceId}: ${reasonOf(error)}`);
    }
  };
  for await (const { conversation, duplicates, broken } of readHistory(redis)) {
    if (customerId && conversation && conversation.customerId !== customerId) continue;
    report.duplicates += duplicates;
    report.broken.push(...broken);
    if (!conversation) continue;
    report.conversations++;
    report.messages += conversation.messages.length;
    batch.push(one(conversation));
    if (batch.length === BATCH) await Promise.all(batch.splice(0));
  }
  await Promise.all(batch);
  return report;
}

/** What differs between Redis and the tables, by conversation: how many messages there are, and their checksum. */
export async function validate({ db }: SystemCtx, redis: Redis, { customerId }: Options = {}): Promise<string[]> {
  const faults: string[] = [];
  for await (const { conversation } of readHistory(redis)) {
    if (!conversation || (customerId && conversation.customerId !== customerId)) continue;
    const { sourceId, id, messages } = conversation;
    const ledger = db.from("moved_conversations").select("messageIds:message_ids").eq("conversation_id", id);
    const brought = new Set(unwrap(await ledger.eq("customer_id", conversation.customerId).maybeSingle())?.messageIds);
    const stored = (await storedMessages({ db }, conversation)).filter((message) => brought.has(message.id));
    if (stored.length !== messages.length)
      faults.push(`conversation:${sourceId}: ${messages.length} messages in Redis, ${stored.length} in the tables`);
    else if (checksum(stored) !== checksum(messages))
      faults.push(`conversation:${sourceId}: what was said differs (SHA-256)`);
  }
  return faults;
}

/** In the order in which the tables hold them. */
async function storedMessages({ db }: Pick<SystemCtx, "db">, { id, customerId }: SourceConversation) {
  const columns = "id, role, content, createdAt:created_at, seq" as const;
  const page = async (after: number) => {
    const messages = db.from("messages").select(columns).eq("customer_id", customerId).eq("conversation_id", id);
    return unwrap(await messages.gt("seq", after).order("seq").limit(PAGE));
  };
  const found = await page(0);
  for (let last = found.at(-1); last && found.length % PAGE === 0; last = found.at(-1)) {
    const more = await page(last.seq);
    if (more.length === 0) break;
    found.push(...more);
  }
  return found.map((row) => ({ ...row, role: row.role as "user" | "assistant" | "system" }));
}

/** What a rollback took back, and the conversations that stay because somebody has written in them since. */
export type TakenBack = { conversations: number; messages: number; kept: string[] };

type Moved = { customer_id: string; conversation_id: string; source_id: string };

/** Removes what `bring` brought, and nothing else: what was written since stays, with its conversation. */
export async function takeBack({ db }: SystemCtx, { customerId }: Options = {}): Promise<TakenBack> {
  const done: TakenBack = { conversations: 0, messages: 0, kept: [] };
  for (;;) {
    const moved = db.from("moved_conversations").select("customer_id, conversation_id, source_id");
    const ofThese = customerId ? moved.eq("customer_id", customerId) : moved;
    const rows = unwrap(await ofThese.order("conversation_id").limit(BATCH));
    if (rows.length === 0) return done;
    for (const row of rows) await takeOne(db, row, done);
  }
}

async function takeOne(db: SystemCtx["db"], { customer_id, conversation_id, source_id }: Moved, done: TakenBack) {
  const ids = { p_customer: customer_id, p_conversation: conversation_id };
  const [taken] = unwrap(await db.rpc("take_back_conversation", ids));
  if (!taken) throw new Error(`conversation:${source_id} could not be taken back.`);
  done.messages += taken.messages;
  if (taken.kept) done.kept.push(`conversation:${source_id}`);
  else done.conversations++;
  await cache.forget(...tagsOf(conversation_id, taken.session_id ?? conversation_id));
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : ((cause as { message?: string } | undefined)?.message ?? message);
}
