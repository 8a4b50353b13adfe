import { z } from "zod";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { unwrap } from "@/lib/platform/supabase/unwrap";

/** How long a worker keeps a document without a sign of life. */
const LEASE_SECONDS = 60;
export const RENEW_MS = (LEASE_SECONDS * 1000) / 3;

/** A document that a worker holds. */
export type Claimed = {
  id: string;
  customerId: string;
  kind: string;
  title: string;
  body: string | null;
  path: string | null;
  attempts: number;
};

export type DocumentPage = {
  kind: string;
  url: string;
  title: string;
  description: string;
  language: string | null;
  content_hash: string;
  bytes: number;
};
export type DocumentPassage = { heading_path: string[]; content: string; terms: string };

/** Takes a document that nobody reads; null when there is none. */
export async function claimDocument({ db }: SystemCtx, worker: string): Promise<Claimed | null> {
  const [row] = unwrap(await db.rpc("claim_document", { p_worker: worker, p_lease_seconds: LEASE_SECONDS }));
  if (!row) return null;
  const { id, kind, title, body, attempts } = row;
  return { id, customerId: row.customer_id, kind, title, body, path: row.storage_path, attempts };
}

export async function renewLease({ db }: SystemCtx, documentId: string, worker: string): Promise<void> {
  const lease = { p_document: documentId, p_worker: worker, p_lease_seconds: LEASE_SECONDS };
  unwrap(await db.rpc("renew_document_lease", lease));
}

/** Stores what a document says, or why it can't be read. False when it isn't this worker's any more. */
export async function finishDocument(
  { db }: SystemCtx,
  documentId: string,
  worker: string,
  found: { page: DocumentPage; passages: DocumentPassage[] } | { error: string },
): Promise<boolean> {
  const outcome = "error" in found ? { p_error: found.error } : { p_page: found.page, p_passages: found.passages };
  return unwrap(await db.rpc("finish_document", { p_document: documentId, p_worker: worker, ...outcome }));
}

const Passages = z.object({
  documentId: z.string(),
  customerId: z.string(),
  passages: z.array(z.object({ id: z.number(), text: z.string() })),
});

/** Passages of one document without a vector of this model; null when there are none. */
export async function claimDocumentPassages(
  { db }: SystemCtx,
  { worker, model, limit }: { worker: string; model: string; limit: number },
) {
  const claim = { p_worker: worker, p_model: model, p_limit: limit, p_lease_seconds: LEASE_SECONDS };
  return Passages.nullable().parse(unwrap(await db.rpc("claim_document_passages", claim)));
}
