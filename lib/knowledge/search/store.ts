import type { QueryTerms } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { Meaning } from "./meaning";
import type { Kind, Passage, SearchFilters } from "./schema";

type Weighed = QueryTerms & { limit: number; filters?: SearchFilters; meaning: Meaning | null };

/** The best passages for a weighed question, scored as search_passages says, and what its terms are worth. */
export async function searchPassages(
  { db, customerId }: Ctx,
  { terms, weights, limit, filters = {}, meaning }: Weighed,
): Promise<{ passages: Passage[]; worth: number[] }> {
  const found = await db.rpc("search_passages", {
    p_customer: customerId,
    p_terms: terms,
    p_weights: weights,
    p_limit: limit,
    ...(meaning && { p_embedding: meaning.embedding, p_model: meaning.model, p_meaning: meaning.weight }),
    ...filterArguments(filters),
  });
  const rows = unwrap(found);
  const passages = rows.map((row) => ({
    url: row.url,
    title: row.title,
    kind: row.kind as Kind,
    siteId: row.site_id,
    language: row.language,
    readAt: row.read_at,
    changedAt: row.changed_at,
    headingPath: row.heading_path,
    text: row.content,
    score: row.score,
  }));
  return { passages, worth: rows[0]?.weights ?? [] };
}

function filterArguments({ siteIds, path, language, kinds, changedSince, changedBefore }: SearchFilters) {
  return {
    ...(siteIds && { p_sites: siteIds }),
    ...(path && { p_path: new URL(path, "https://any.example").pathname }), // As addresses are stored: encoded.
    ...(language && { p_language: language }),
    ...(kinds && { p_kinds: kinds }),
    ...(changedSince && { p_since: changedSince }),
    ...(changedBefore && { p_before: changedBefore }),
  };
}

/** The model whose vectors are searched; null before there are any. */
export async function selectModelInForce({ db, customerId }: Ctx): Promise<string | null> {
  const corpora = db.from("search_corpora").select("embedding_model").eq("customer_id", customerId);
  return unwrap(await corpora.maybeSingle())?.embedding_model ?? null;
}
