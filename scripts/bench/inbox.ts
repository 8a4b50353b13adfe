import { randomUUID } from "node:crypto";
import { listConversations } from "@/lib/conversations/inbox/service";
import { messageWords } from "@/lib/conversations/inbox/words";
import type { Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { actorDb } from "@/lib/platform/supabase/actor";
import { type Bench, type BenchStack, quantile, type Table } from "./bench";
import { Synthetic } from "./synthetic";

const CONVERSATIONS = 10_000;
const EXCHANGES = 5; // 100,000 messages.
const AT_ONCE = 250;
const ROUNDS = 15;
const DAY_MS = 86_400_000;
const LANGUAGES = ["en", "en", "en", "de", "de", "ja"];

/** How long a member waits for a list of conversations, a part of it, and what was said. */
export const inbox: Bench = {
  description: "The inbox of a customer with 10,000 conversations and 100,000 messages, beside another's as large",
  needsApp: false,
  run: async (stack) => {
    const measured = await newInbox(stack, 1);
    await newInbox(stack, 2);
    const days = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString();
    return {
      "the latest 50": await time(measured, {}),
      "50 after 5,000 others": await time(measured, { offset: 5000 }),
      "a language and a week": await time(measured, { language: "de", since: days(20), until: days(13) }),
      "without an answer": await time(measured, { view: "unanswered" }),
      "a rare word": await time(measured, { q: "submarine" }),
      "two words": await time(measured, { q: "water house" }),
      "the commonest word": await time(measured, { q: "the" }),
    };
  },
};

async function newInbox(stack: BenchStack, seed: number): Promise<Ctx> {
  const { customerId } = await stack.newCustomer(`Inbox ${seed}`, `https://inbox-${seed}.example/`);
  const text = new Synthetic(seed);
  for (let from = 0; from < CONVERSATIONS; from += AT_ONCE) await hold(customerId, text, from);
  const keyId = randomUUID();
  const db = actorDb({ role: "api_key", customer_id: customerId, key_id: keyId });
  return { db, customerId, actor: { type: "api_key", keyId, scopes: ["read"] } };
}

async function hold(customerId: string, text: Synthetic, from: number): Promise<void> {
  const { db } = asSystem("bench");
  const ids = Array.from({ length: AT_ONCE }, () => randomUUID());
  const rows = ids.map((id, index) => ({
    ...{ id, customer_id: customerId },
    language: LANGUAGES[(from + index) % LANGUAGES.length] ?? "en",
  }));
  await db.from("conversations").insert(rows).throwOnError();
  for (let exchange = 0; exchange < EXCHANGES; exchange++) {
    const said = ids.map((id, index) => {
      const age = ((from + index) / CONVERSATIONS) * 90 * DAY_MS - exchange * 1000;
      const created_at = new Date(Date.now() - 10_000 - age).toISOString();
      return { customer_id: customerId, conversation_id: id, created_at };
    });
    const questionIds = ids.map(() => randomUUID());
    const message = (index: number, role: string, content: string) => ({
      ...said[index],
      ...{ customer_id: customerId, conversation_id: ids[index] ?? "", role, content },
      words: messageWords(customerId, content),
    });
    const questions = questionIds.map((id, index) => ({ id, ...message(index, "user", text.passage()) }));
    const answers = questionIds.map((id, index) => ({
      ...message(index, "assistant", `${text.passage()} ${text.passage()}`),
      ...{ reply_to: id, answered: (from + index) % 20 > 0 },
    }));
    await db.from("messages").insert(questions).throwOnError();
    await db.from("messages").insert(answers).throwOnError();
  }
}

async function time(ctx: Ctx, filter: Omit<Parameters<typeof listConversations>[1], "limit">): Promise<Table[string]> {
  const took: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    found = (await listConversations(ctx, { ...filter, limit: 50 })).total;
    took.push(performance.now() - started);
  }
  return { found, "p50 ms": quantile(took, 0.5), "p95 ms": quantile(took, 0.95) };
}
