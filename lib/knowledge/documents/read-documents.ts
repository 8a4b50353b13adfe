import "server-only";
import { randomUUID } from "node:crypto";
import { compactSearch, putEmbeddings } from "@/lib/knowledge/jobs/queue";
import { knowledgeTag } from "@/lib/knowledge/search/cache";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { embed, embeddingModel } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";
import { cache } from "@/lib/platform/redis/cache";
import { readStored } from "./files";
import { passagesOf } from "./passages";
import { type Claimed, claimDocument, claimDocumentPassages, finishDocument, RENEW_MS, renewLease } from "./queue";

const MAX_ATTEMPTS = 3;
const BATCH = 32;

/**
 * Reads the documents that wait, one after the other, then gives their passages vectors, for at most JOB_BUDGET_SECONDS;
 * then the next call goes on. Any number of processes share the work. Says how many documents this call has read.
 */
export async function continueDocuments(system: SystemCtx): Promise<{ documents: number }> {
  const until = Date.now() + env().JOB_BUDGET_SECONDS * 1000;
  const worker = randomUUID();
  const customers = new Set<string>();
  let documents = 0;
  while (Date.now() < until) {
    const document = await claimDocument(system, worker);
    if (!document) break;
    await readDocument(system, worker, document);
    customers.add(document.customerId);
    documents++;
  }
  for (const customerId of customers) await compactSearch(system, customerId);
  await embedDocuments(system, worker, until);
  return { documents };
}

/** Begins on what was just given; for use right after a response. */
export const startDocuments = () => continueDocuments(asSystem("read_documents"));

/** Reads a document that this worker holds, and stores its passages or why there are none. */
export async function readDocument(system: SystemCtx, worker: string, document: Claimed): Promise<void> {
  const renewal = setInterval(() => void renew(system, worker, document.id), RENEW_MS);
  try {
    const isStored = await finishDocument(system, document.id, worker, await outcome(system, document));
    if (isStored) await cache.forget(knowledgeTag(document.customerId));
  } catch (error) {
    // Once the lease has run out it is somebody's again.
    log().error({ error, documentId: document.id }, "A document was not read");
  } finally {
    clearInterval(renewal);
  }
}

async function outcome(system: SystemCtx, document: Claimed) {
  const { attempts, path } = document;
  if (attempts > MAX_ATTEMPTS) return { error: `This could not be read in ${MAX_ATTEMPTS} attempts` };
  try {
    const file = path && (await readStored(system.db, path));
    if (path && !file) return { error: "The file never arrived. Remove it here and upload it again" };
    return await passagesOf(document, file || null);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return { error: error.message };
    throw error;
  }
}

const renew = (system: SystemCtx, worker: string, documentId: string) =>
  renewLease(system, documentId, worker).catch((error) =>
    log().warn({ error, documentId }, "A document's lease was not renewed"),
  );

/** Gives passages their vectors. A model that is away leaves them for the next call: until then words find them. */
async function embedDocuments(system: SystemCtx, worker: string, until: number): Promise<void> {
  const model = embeddingModel();
  try {
    while (Date.now() < until) {
      const claimed = await claimDocumentPassages(system, { worker, model, limit: BATCH });
      if (!claimed) return;
      const { customerId, passages } = claimed;
      const { vectors } = await embed(passages.map(({ text }) => text));
      await putEmbeddings(system, customerId, { model, ids: passages.map(({ id }) => id), vectors });
      await cache.forget(knowledgeTag(customerId));
    }
  } catch (error) {
    log().error({ error }, "Passages of documents are left without vectors");
  }
}
