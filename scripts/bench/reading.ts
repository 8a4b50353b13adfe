import { compactSearch, putEmbeddings, settleJob } from "@/lib/knowledge/jobs/queue";
import { readPages } from "@/lib/knowledge/jobs/worker";
import { asSystem } from "@/lib/platform/jobs/system";
import { DIMENSIONS, embeddingModel } from "@/lib/platform/llm/embeddings";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { BenchCustomer } from "./bench";

const MAX_PAGES = 10_000;
const LONGEST_MS = 600_000;
const VECTOR = JSON.stringify(Array.from({ length: DIMENSIONS }, (_, index) => Number(index === 0)));

/** Asks for a site to be read, with as many pages as there may be. Gives the job's id. */
export async function newJob({ customerId, siteId }: BenchCustomer, domain: string): Promise<string> {
  const { db } = asSystem("bench");
  const job = { customer_id: customerId, site_id: siteId, domain, config: { maxPages: MAX_PAGES } };
  return unwrap(await db.from("scrape_jobs").insert(job).select("job_id").single()).job_id;
}

/** Reads a job's pages as the product's worker does, stores them with the counts of their words, and ends the job. */
export async function readToStored(jobId: string, { customerId }: BenchCustomer) {
  const system = asSystem("bench");
  await readPages(system, jobId, Date.now() + LONGEST_MS);
  await compactSearch(system, customerId);
  const status = await settleJob(system, jobId);
  if (status !== "completed") throw new Error(`The job is ${status}.`);
  return pagesOf(jobId);
}

/** How many pages a job has read, and how many of its URLs it has dealt with. */
export async function pagesOf(jobId: string): Promise<{ success: number; total: number }> {
  const stats = asSystem("bench").db.from("scrape_job_stats").select("successful_pages, total_pages");
  const { successful_pages, total_pages } = unwrap(await stats.eq("job_id", jobId).single());
  return { success: successful_pages, total: total_pages };
}

/** Gives every passage of a customer a vector, the same for all: what a model takes for them is measured elsewhere. */
export async function fillVectors({ customerId }: BenchCustomer): Promise<number> {
  const system = asSystem("bench");
  const model = embeddingModel();
  let count = 0;
  for (let after = 0; ; ) {
    const passages = system.db.from("website_content").select("id").eq("customer_id", customerId).gt("id", after);
    const ids = unwrap(await passages.order("id").limit(500)).map(({ id }) => id);
    if (ids.length === 0) return count;
    await putEmbeddings(system, customerId, { model, ids, vectors: ids.map(() => VECTOR) });
    after = ids.at(-1) ?? 0;
    count += ids.length;
  }
}
