import { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { KnowledgeHealth } from "./schema";

const LEASE_SECONDS = 60;
const Passages = z.array(z.object({ id: z.number(), text: z.string() })).nullable();

/** Customers whose vectors are another model's, and whom no worker serves. */
export async function customersToEmbed({ db }: SystemCtx, model: string, limit: number): Promise<string[]> {
  return unwrap(await db.rpc("customers_to_embed", { p_model: model, p_limit: limit }));
}

/** The customer's next passages without a vector of this model; null while another worker has them. */
export async function claimCustomerPassages(
  { db }: SystemCtx,
  customerId: string,
  { worker, model, after, limit }: { worker: string; model: string; after: number; limit: number },
) {
  const claim = { p_customer: customerId, p_worker: worker, p_model: model, p_after: after, p_limit: limit };
  return Passages.parse(unwrap(await db.rpc("claim_customer_passages", { ...claim, p_lease_seconds: LEASE_SECONDS })));
}

/** Searches by this model from now on; false while a passage has no vector of it. */
export async function switchModel({ db }: SystemCtx, customerId: string, model: string): Promise<boolean> {
  return unwrap(await db.rpc("switch_embedding_model", { p_customer: customerId, p_model: model }));
}

/** Customers with passages that have waited for vectors longer than an interval in Postgres' words. */
export async function customersWithoutVectors(
  { db }: SystemCtx,
  { model, olderThan, limit }: { model: string; olderThan: string; limit: number },
) {
  const asked = { p_model: model, p_older_than: olderThan, p_limit: limit };
  return unwrap(await db.rpc("customers_without_vectors", asked));
}

/** Customers that have outgrown a scan and have passages without candidate keys. */
export async function customersToKey({ db }: SystemCtx): Promise<string[]> {
  return unwrap(await db.rpc("customers_to_key"));
}

/** Gives the customer's next passages their candidate keys; true when none is left. */
export async function keyPassages({ db }: SystemCtx, customerId: string): Promise<boolean> {
  return unwrap(await db.rpc("key_passages", { p_customer: customerId }));
}

export async function selectHealth({ db, customerId }: Ctx, model: string): Promise<KnowledgeHealth> {
  const found = await db.rpc("knowledge_health", { p_customer: customerId, p_model: model }).single();
  const health = unwrap(found);
  return {
    pages: health.pages,
    passages: health.passages,
    pagesWithoutVectors: health.pages_without_vectors,
    passagesWithoutVectors: health.passages_without_vectors,
    waitingSince: health.waiting_since,
    embeddingModel: health.embedding_model ?? model,
    nextEmbeddingModel: health.embedding_model && health.embedding_model !== model ? model : null,
  };
}
