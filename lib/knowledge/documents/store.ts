import type { Ctx } from "@/lib/platform/context";
import { AppError, notFound } from "@/lib/platform/errors";
import type { Enums } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { Document, DocumentDetail, ListDocuments } from "./schema";

const columns = `id, kind, title, mediaType:media_type, bytes, status, errorMessage:error_message,
  createdAt:created_at, updatedAt:updated_at` as const;
const PASSAGES = 100;

type NewDocument = {
  id?: string;
  kind: Document["kind"];
  title: string;
  body?: string;
  file?: { mediaType: string; bytes: number; path: string };
};

export async function insertDocument({ db, customerId }: Ctx, { file, ...given }: NewDocument): Promise<Document> {
  const row = {
    ...given,
    customer_id: customerId,
    ...(file && { media_type: file.mediaType, bytes: file.bytes, storage_path: file.path }),
  };
  return unwrap(await db.from("documents").insert(row).select(columns).single()) as Document;
}

/** The newest first, from the one after `cursor` on. */
export async function selectDocuments(
  { db, customerId }: Ctx,
  { kind, query, limit, cursor }: ListDocuments,
): Promise<Document[]> {
  let documents = db.from("documents").select(columns).eq("customer_id", customerId);
  if (kind) documents = documents.eq("kind", kind);
  if (query) documents = documents.ilike("title", `%${query.replace(/[\\%_]/g, "\\$&")}%`);
  if (cursor) {
    const [at, id] = cursor.split("_");
    documents = documents.or(`created_at.lt."${at}",and(created_at.eq."${at}",id.gt.${id})`);
  }
  return unwrap(await documents.order("created_at", { ascending: false }).order("id").limit(limit)) as Document[];
}

/** How many documents the customer has, and the plan it is on. */
export async function countDocuments({ db, customerId }: Ctx): Promise<{ used: number; plan: Enums<"plan"> }> {
  const [documents, customer] = await Promise.all([
    db.from("documents").select("id", { count: "exact", head: true }).eq("customer_id", customerId),
    db.from("customers").select("plan").eq("id", customerId).single(),
  ]);
  if (documents.error) throw new AppError("internal", "Something went wrong", { cause: documents.error });
  return { used: documents.count ?? 0, plan: unwrap(customer).plan };
}

/** A document, with where its file lies. */
export async function selectDocument(
  { db, customerId }: Ctx,
  id: string,
): Promise<Document & { body: string | null; path: string | null; pageId: string | null }> {
  const documents = db.from("documents").select(`${columns}, body, path:storage_path, pageId:page_id`);
  const found = unwrap(await documents.eq("customer_id", customerId).eq("id", id).maybeSingle());
  if (!found) throw notFound("Document");
  return found as Awaited<ReturnType<typeof selectDocument>>;
}

/** The first passages of a document's page, and how many there are. */
export async function selectPassages(
  { db, customerId }: Ctx,
  pageId: string,
): Promise<Pick<DocumentDetail, "passages" | "passageCount">> {
  const all = db.from("website_content").select("headingPath:heading_path, text:content", { count: "exact" });
  const page = all.eq("customer_id", customerId).eq("page_id", pageId).order("position").limit(PASSAGES);
  const { data, count, error } = await page;
  if (error) throw new AppError("internal", "Something went wrong", { cause: error });
  return { passages: data, passageCount: count ?? 0 };
}

/** Changes a document, which then waits to be read. To those who may not there is none to change. */
export async function updateDocumentRow(
  { db, customerId }: Ctx,
  id: string,
  change: { title?: string; body?: string; status?: "waiting" },
): Promise<Document> {
  const update = db.from("documents").update(change).eq("customer_id", customerId).eq("id", id);
  const changed = unwrap(await update.select(columns).maybeSingle());
  if (!changed) throw notFound("Document");
  return changed as Document;
}

export async function deleteDocumentRow({ db, customerId }: Ctx, id: string): Promise<void> {
  const remove = db.from("documents").delete().eq("customer_id", customerId).eq("id", id);
  if (!unwrap(await remove.select("id").maybeSingle())) throw notFound("Document");
}
