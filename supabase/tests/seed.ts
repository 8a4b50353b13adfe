import { randomUUID } from "node:crypto";
import type { TestCustomer, TestStack } from "@/scripts/stack/testing";

type Row = Record<string, unknown>;

/** A customer with a row in every table. */
export type Tenant = TestCustomer & {
  siteId: string;
  sessionId: string;
  conversationId: string;
  /** A new row like `row`, of these columns, with values of its own where they must be unique. */
  fresh: (table: string, columns: string[], row: Row) => Promise<Row>;
};

const unique: Record<string, () => string> = {
  id: randomUUID,
  job_id: randomUUID,
  hash: randomUUID,
  client_message_id: randomUUID,
  url: () => `https://${randomUUID()}.test/`,
  position: () => String(Math.floor(Math.random() * 2 ** 31)),
  site_key: () => `pk_${randomUUID().replaceAll("-", "")}`,
};

/** Makes a customer and fills every table for it. */
export async function seedTenant(stack: TestStack, name: string): Promise<Tenant> {
  const customer = await stack.newCustomer(name);
  const site = await stack.newSite(customer, `https://${name.toLowerCase()}.test/`);
  await insert(stack, "api_keys", {
    customer_id: customer.customerId,
    name: "Key",
    prefix: "sk_00",
    hash: randomUUID(),
  });
  await seedContent(stack, customer.customerId, site);
  await seedReading(stack, customer.customerId, site);
  await seedEvaluation(stack, customer.customerId, site);
  const text = { kind: "text", title: "Parking", body: "Behind the mill." };
  await insert(stack, "documents", { customer_id: customer.customerId, ...text });
  const summary = { period: "day", starts_on: "2026-11-20", figures: "{}", content: "Quiet.", language: "en" };
  await insert(stack, "conversation_summaries", { customer_id: customer.customerId, ...summary });
  return {
    ...customer,
    ...(await seedConversation(stack, customer.customerId, site.id)),
    siteId: site.id,
    fresh: async (table, columns, row) => ({
      ...Object.fromEntries(columns.map((column) => [column, unique[column]?.() ?? row[column]])),
      // A site is read once at a time, so a new job takes a new site.
      ...(table === "scrape_jobs" &&
        columns.includes("site_id") && { site_id: (await stack.newSite(customer, unique.url?.())).id }),
    }),
  };
}

const insert = ({ sql }: TestStack, table: string, row: Row) =>
  sql(
    `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.keys(row).map((_, i) => `$${i + 1}`)})`,
    Object.values(row),
  );

async function seedContent(stack: TestStack, customerId: string, site: { id: string; url: string }) {
  const passage = {
    heading_path: ["Home"],
    content: "Open daily",
    terms: "{7:1,9:0.5}/100000000",
    embedding: JSON.stringify(Array.from({ length: 512 }, (_, i) => (i === 0 ? 1 : 0))),
    model: "test",
  };
  const { sql } = stack;
  const page = { url: site.url, title: "Home", description: "", http_status: 200, content_hash: "abc", bytes: 10 };
  const given = [customerId, site.id, JSON.stringify(page), JSON.stringify([passage])];
  await sql("select put_page($1, $2, $3::text::jsonb, $4::text::jsonb)", given);
  await sql("select search_compact($1)", [customerId]);
  const tenant = { customer_id: customerId, site_id: site.id };
  await insert(stack, "page_likeness", { ...tenant, url: site.url, bands: [1], words: [1, 2] });
}

async function seedReading(stack: TestStack, customerId: string, site: { id: string; url: string }) {
  const job = { job_id: randomUUID(), customer_id: customerId };
  await insert(stack, "scrape_jobs", { ...job, site_id: site.id, domain: "mill.test", status: "completed" });
  await insert(stack, "scrape_job_urls", { ...job, url: site.url });
  await insert(stack, "scrape_job_results", { ...job, url: site.url, status: "success", processing_time_ms: 5 });
}

async function seedEvaluation(stack: TestStack, customerId: string, site: { id: string; url: string }) {
  const asked = { question: "Open?", url: site.url };
  const run = { id: randomUUID(), customer_id: customerId };
  await insert(stack, "evaluation_questions", { customer_id: customerId, ...asked });
  await insert(stack, "evaluation_runs", run);
  await insert(stack, "evaluation_results", {
    customer_id: customerId,
    run_id: run.id,
    position: 1,
    ...asked,
    rank: 1,
  });
}

async function seedConversation(stack: TestStack, customerId: string, siteId: string) {
  const [sessionId, conversationId] = [randomUUID(), randomUUID()];
  const tenant = { customer_id: customerId };
  const client = { id: randomUUID(), email: `${randomUUID()}@people.test` };
  await insert(stack, "clients", { ...tenant, ...client });
  await insert(stack, "conversations", {
    ...tenant,
    ...{ id: conversationId, site_id: siteId, session_id: sessionId, client_id: client.id },
  });
  const sent = { ...tenant, client_message_id: randomUUID() };
  const file = { name: "menu.pdf", media_type: "application/pdf", bytes: 9 };
  await insert(stack, "attachments", { ...sent, session_id: sessionId, ...file });
  await insert(stack, "messages", { ...sent, conversation_id: conversationId, role: "user", content: "Open?" });
  await insert(stack, "moved_conversations", { ...tenant, conversation_id: conversationId, source_id: "1" });
  const messageId = randomUUID();
  await insert(stack, "messages", {
    ...tenant,
    id: messageId,
    conversation_id: conversationId,
    role: "user",
    content: "Open?",
    client_message_id: randomUUID(),
  });
  await insert(stack, "message_reactions", { ...tenant, message_id: messageId, session_id: sessionId, emoji: "👍" });
  await insert(stack, "message_queue", { ...tenant, session_id: sessionId, message_data: "{}", status: "failed" });
  await insert(stack, "forgotten_files", { ...tenant, path: randomUUID() });
  return { sessionId, conversationId };
}
