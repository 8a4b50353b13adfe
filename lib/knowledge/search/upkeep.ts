import "server-only";
import { randomUUID } from "node:crypto";
import { putEmbeddings } from "@/lib/knowledge/jobs/queue";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { embed, embeddingModel } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";
import { cache } from "@/lib/platform/redis/cache";
import { knowledgeTag } from "./cache";
import type { KnowledgeHealth } from "./schema";
import {
  claimCustomerPassages,
  customersToEmbed,
  customersToKey,
  customersWithoutVectors,
  keyPassages,
  selectHealth,
  switchModel,
} from "./upkeep-store";

const BATCH = 64;
const CUSTOMERS = 100;
/** Passages wait that long for their vectors while all is well. */
const ALARM_AFTER = "5 minutes";

/**
 * Keeps what was read searchable, for at most JOB_BUDGET_SECONDS: gives the passages of customers that have grown large
 * their candidate keys, and those of every customer vectors of the model that embeds now, where another one did.
 */
export async function keepSearchable(system: SystemCtx): Promise<{ keyed: number; switched: number }> {
  const until = Date.now() + env().JOB_BUDGET_SECONDS * 1000;
  let keyed = 0;
  for (const customerId of await customersToKey(system)) keyed += Number(await keyCustomer(system, customerId, until));
  let switched = 0;
  const model = embeddingModel();
  for (const customerId of await customersToEmbed(system, model, CUSTOMERS)) {
    if (!(await embedCustomer(system, customerId, until))) break; // The time is up, or the model is away.
    if (await switchModel(system, customerId, model)) switched++;
    await cache.forget(knowledgeTag(customerId));
  }
  return { keyed, switched };
}

async function keyCustomer(system: SystemCtx, customerId: string, until: number): Promise<boolean> {
  while (Date.now() < until) if (await keyPassages(system, customerId)) return true;
  return false;
}

/** Gives the customer's passages vectors of the model that embeds now. False if the time is up or the model is away. */
async function embedCustomer(system: SystemCtx, customerId: string, until: number): Promise<boolean> {
  const [worker, model] = [randomUUID(), embeddingModel()];
  let after = 0;
  while (Date.now() < until) {
    const passages = await claimCustomerPassages(system, customerId, { worker, model, after, limit: BATCH });
    if (!passages?.length) return true;
    const ids = passages.map(({ id }) => id);
    try {
      const { vectors } = await embed(passages.map(({ text }) => text));
      await putEmbeddings(system, customerId, { model, ids, vectors });
    } catch (error) {
      log().error({ error, customerId }, "Passages are left without vectors of the new model");
      return false;
    }
    after = ids.at(-1) ?? after;
  }
  return false;
}

/**
 * Raises the alarm for passages that have no vectors though they should: without them only words find them. Then tries
 * to give them some.
 */
export async function checkVectors(system: SystemCtx): Promise<{ withoutVectors: number }> {
  const until = Date.now() + env().JOB_BUDGET_SECONDS * 1000;
  const asked = { model: embeddingModel(), olderThan: ALARM_AFTER, limit: CUSTOMERS };
  const waiting = await customersWithoutVectors(system, asked);
  for (const { customer_id: customerId, pages, passages, since } of waiting) {
    log().error({ alarm: "pages_without_vectors", customerId, pages, passages, since }, "Pages are without vectors");
  }
  for (const { customer_id: customerId } of waiting) {
    if (!(await embedCustomer(system, customerId, until))) break;
    await cache.forget(knowledgeTag(customerId));
  }
  return { withoutVectors: waiting.reduce((sum, { passages }) => sum + passages, 0) };
}

/** How well the customer's pages can be searched: what there is of them, and what waits for vectors. */
export const getKnowledgeHealth = (ctx: Ctx): Promise<KnowledgeHealth> => selectHealth(ctx, embeddingModel());
