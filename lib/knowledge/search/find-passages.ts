import "server-only";
import { queryTerms } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { embeddingModel } from "@/lib/platform/llm/embeddings";
import { cache } from "@/lib/platform/redis/cache";
import { knowledgeTag, searchKey } from "./cache";
import { meaningOfQuestion } from "./meaning";
import { quoter } from "./quote";
import { CANDIDATES, rankBySentence } from "./rank";
import type { Passage, SearchFilters, SearchResult } from "./schema";
import { searchPassages, selectModelInForce } from "./store";

type Found<P extends Passage> = { results: P[]; isAway: boolean };
type Asked = ReturnType<typeof meaningOfQuestion>;
type How = { limit: number; filters: SearchFilters; meaning: Asked };

/**
 * The customer's passages that answer a question best, in any language, with the caller's rights: by words and by
 * meaning, by words alone while the model is away. They are cached until a passage changes.
 */
export function findPassages(
  ctx: Ctx,
  question: string,
  limit: number,
  filters: SearchFilters = {},
): Promise<SearchResult[]> {
  return remembered(ctx, question, { limit, filters, form: "quoted" }, (how) => lookUpQuoted(ctx, question, how));
}

/**
 * As `findPassages`, as fast as can be, for somebody waits: without quotes, and the question is embedded before it is known
 * whether its passages are cached, for most questions are new.
 */
export async function findWholePassages(ctx: Ctx, question: string, limit: number): Promise<Passage[]> {
  const found = new AbortController();
  const likely = meaningOfQuestion(question, embeddingModel(), found.signal);
  try {
    return await remembered(ctx, question, { limit, filters: {}, form: "whole", likely }, (how) =>
      lookUp(ctx, question, how),
    );
  } finally {
    found.abort();
  }
}

/** As `findWholePassages`, for a question that is still to come, if it comes, and that nobody else will ask: not cached. */
export async function findPassagesOnce(
  ctx: Ctx,
  question: Promise<string | undefined>,
  limit: number,
): Promise<Passage[]> {
  const [asked, model] = await Promise.all([question, modelInForce(ctx)]);
  if (asked === undefined) return [];
  return (await lookUp(ctx, asked, { limit, filters: {}, meaning: meaningOfQuestion(asked, model) })).results;
}

type Wanted = { limit: number; filters: SearchFilters; form: "quoted" | "whole"; likely?: Asked };

async function remembered<P extends Passage>(
  ctx: Ctx,
  query: string,
  { limit, filters, form, likely }: Wanted,
  find: (how: How) => Promise<Found<P>>,
): Promise<P[]> {
  const search = { query, limit, ...filters, form, model: embeddingModel() };
  // Asked for at once, so that it costs no round trip of its own where the question is new.
  const model = modelInForce(ctx);
  model.catch(() => {});
  const meaningBy = (inForce: string) =>
    likely && inForce === embeddingModel() ? likely : meaningOfQuestion(query, inForce);
  const { results } = await cache.remember<Found<P>>({
    key: searchKey(ctx.customerId, search),
    tags: [knowledgeTag(ctx.customerId)],
    ttl: "search",
    // Nothing found, or found without the model, is no truth to keep: the next question looks again.
    keep: ({ results, isAway }) => results.length > 0 && !isAway,
    load: async () => {
      const { results, isAway } = await find({ limit, filters, meaning: model.then(meaningBy) });
      return { results, isAway };
    },
  });
  return results;
}

async function lookUpQuoted(ctx: Ctx, question: string, how: How): Promise<Found<SearchResult>> {
  const { results, isAway, weighed, worth } = await lookUp(ctx, question, how);
  const quote = quoter(question, weighed, worth);
  return { results: results.map((passage) => ({ ...passage, quote: quote(passage.text) })), isAway };
}

async function lookUp(ctx: Ctx, question: string, { limit, filters, meaning: asked }: How) {
  const weighed = queryTerms(question); // Before the wait, for it takes a moment too.
  const { meaning, isAway } = await asked;
  const wanted = { ...weighed, limit: Math.max(limit, CANDIDATES), filters, meaning };
  const { passages, worth } = await searchPassages(ctx, wanted);
  return { results: rankBySentence(passages, question, weighed, worth).slice(0, limit), isAway, weighed, worth };
}

/** The model whose vectors the customer's passages have: the new one only when all have one of it. */
async function modelInForce(ctx: Ctx): Promise<string> {
  const known = await cache.remember({
    key: `search:model:${ctx.customerId}`,
    tags: [knowledgeTag(ctx.customerId)],
    ttl: "search",
    keep: (model) => model !== null,
    load: () => selectModelInForce(ctx),
  });
  return known ?? embeddingModel();
}
