import type { QueryTerms } from "@/lib/knowledge/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { Meaning } from "./meaning";
import type { SearchResult } from "./schema";

/** The best passages for a weighed question, scored as search_passages says. */
export async function searchPassages(
  { db, customerId }: Ctx,
  { terms, weights, limit, meaning }: QueryTerms & { limit: number; meaning: Meaning | null },
): Promise<SearchResult[]> {
  const found = await db.rpc("search_passages", {
    p_customer: customerId,
    p_terms: terms,
    p_weights: weights,
    p_limit: limit,
    ...(meaning && { p_embedding: meaning.embedding, p_model: meaning.model, p_meaning: meaning.weight }),
  });
  return unwrap(found).map(({ url, title, content, score, heading_path }) => ({
    url,
    title,
    text: content,
    score,
    headingPath: heading_path,
  }));
}
