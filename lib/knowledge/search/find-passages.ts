import "server-only";
import { queryTerms } from "@/lib/knowledge/tokenize";
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
type How = { limit: number; filters: SearchFilters; model: string };

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

/** As `findPassages`, without the time that quoting takes. */
export function findWholePassages(ctx: Ctx, question: string, limit: number): Promise<Passage[]> {
  return remembered(ctx, question, { limit, filters: {}, form: "whole" }, (how) => lookUp(ctx, question, how));
}

/** As `findWholePassages`, for a question that is still to come, if it comes, and that nobody else will ask: not cached. */
export async function findPassagesOnce(
  ctx: Ctx,
  question: Promise<string | undefined>,
  limit: number,
): Promise<Passage[]> {
  const [asked, model] = await Promise.all([question, modelInForce(ctx)]);
  return asked === undefined ? [] : (await lookUp(ctx, asked, { limit, filters: {}, model })).results;
}

async function remembered<P extends Passage>(
  ctx: Ctx,
  query: string,
  { limit, filters, form }: Omit<How, "model"> & { form: "quoted" | "whole" },
  find: (how: How) => Promise<Found<P>>,
): Promise<P[]> {
  const search = { query, limit, ...filters, form, model: embeddingModel() };
  // Asked for at once, so that it costs no round trip of its own where the question is new.
  const model = modelInForce(ctx);
  model.catch(() => {});
  const { results } = await cache.remember<Found<P>>({
    key: searchKey(ctx.customerId, search),
    tags: [knowledgeTag(ctx.customerId)],
    ttl: "search",
    // Nothing found, or found without the model, is no truth to keep: the next question looks again.
    keep: ({ results, isAway }) => results.length > 0 && !isAway,
    load: async () => {
      const { results, isAway } = await find({ limit, filters, model: await model });
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

async function lookUp(ctx: Ctx, question: string, { limit, filters, model }: How) {
  const { meaning, isAway } = await meaningOfQuestion(question, model);
  const weighed = queryTerms(question);
  const wanted = { ...weighed, limit: Math.max(limit, CANDIDATES), filters, meaning };
  const { passages, worth } = await searchPassages(ctx, wanted);
  return { results: rankBySentence(passages, weighed, worth).slice(0, limit), isAway, weighed, worth };
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
