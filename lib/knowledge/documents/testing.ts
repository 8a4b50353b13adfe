import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { actorDb } from "@/lib/platform/supabase/actor";
import type { TestStack } from "@/scripts/stack/testing";
import { continueDocuments } from "./read-documents";
import { addFile, finishUpload, getDocument } from "./service";

/** A new business, as its owner. */
export async function newOwner(stack: TestStack): Promise<Ctx<ActorOf<"member">>> {
  const { db, customerId, userId } = await stack.newCustomer();
  return { db, customerId, actor: { type: "member", userId, role: "owner" } };
}

/** A business's program. */
export const programOf = async ({ customerId }: Ctx): Promise<Ctx> => ({
  db: actorDb({ role: "api_key", customer_id: customerId, key_id: randomUUID() }),
  customerId,
  actor: { type: "api_key", keyId: randomUUID(), scopes: ["read", "write"] },
});

/** Has everything read that waits. */
export const read = () => continueDocuments(asSystem("test"));

/** Sends bytes to where `addFile` says. */
export const put = ({ url, contentType }: { url: string; contentType: string }, body: string | Buffer) =>
  fetch(url, { method: "PUT", headers: { "content-type": contentType }, body: new Uint8Array(Buffer.from(body)) });

/** Uploads a file as a browser does, has it read, and says what became of it. */
export async function give(by: Ctx, name: string, body: string | Buffer) {
  const { document, upload } = await addFile(by, { name, bytes: Buffer.byteLength(body) });
  const stored = await put(upload, body);
  expect([stored.status, await stored.text()]).toEqual([200, expect.any(String)]);
  await finishUpload(by, document.id);
  await read();
  return getDocument(by, document.id);
}

/** What a business has stored and counted for its search. */
export async function countsOf(stack: TestStack, { customerId }: Ctx) {
  const [row] = await stack.sql(
    `select (select passages from search_corpora where customer_id = $1) as counted,
       (select count(*)::int from website_content where customer_id = $1) as passages,
       (select count(*)::int from scraped_pages where customer_id = $1) as pages,
       (select coalesce(sum(f), 0)::int from search_term_packs, unnest(frequencies) f where customer_id = $1) as words`,
    [customerId],
  );
  return row;
}
