import { z } from "zod";

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: "Write a date as 2026-01-31, or a moment as 2026-01-31T09:00:00Z",
});

export const Kind = z.enum(["page", "file", "text", "qa"]);
export type Kind = z.infer<typeof Kind>;

/** What is searched, where that is not everything. Each that is given must fit. */
export const SearchFilters = z.strictObject({
  siteIds: z.array(z.uuid()).min(1, "Name a site, or leave this out").max(50).optional().describe("Only these sites."),
  path: z
    .string()
    .regex(/^\/[^?#\s]*$/, "Begin the path with a slash, as in /help/")
    .max(500)
    .optional()
    .describe("Only pages whose path begins so, for example /help/."),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, "Write a language as de or pt-BR")
    .optional()
    .describe("Only pages in this language; de takes de-AT with it. Left out, a page in any language may answer."),
  kinds: z
    .array(Kind)
    .min(1, "Name a kind, or leave this out")
    .max(4)
    .optional()
    .describe("Only pages of websites, files, texts, or questions with answers."),
  changedSince: moment.optional().describe("Only what changed at this moment or after it."),
  changedBefore: moment.optional().describe("Only what changed last before this moment."),
});
export type SearchFilters = z.infer<typeof SearchFilters>;

export const Search = SearchFilters.extend({
  query: z.string().trim().min(1, "Ask something").max(1000, "Ask in at most 1,000 characters"),
  limit: z.coerce.number().int().min(1).max(50).default(10),
}).refine(
  ({ changedSince, changedBefore }) =>
    !changedSince || !changedBefore || Date.parse(changedSince) < Date.parse(changedBefore),
  { path: ["changedBefore"], error: "Nothing can have changed: this is not after changedSince" },
);
export type Search = z.infer<typeof Search>;

export const Quote = z.object({
  text: z.string().describe("The sentences of the passage that answer best."),
  marks: z
    .array(z.object({ start: z.number(), end: z.number() }))
    .describe("Where the words that were asked for stand in it, counted in UTF-16 units as JavaScript does."),
});
export type Quote = z.infer<typeof Quote>;

/** A passage that answers a query, the best first. */
export const SearchResult = z.object({
  url: z.string().describe("urn:uuid:… for what has no address on the web."),
  title: z.string(),
  kind: Kind,
  siteId: z.string().nullable().describe("Null for what belongs to no site."),
  language: z.string().nullable(),
  readAt: z.string(),
  changedAt: z.string(),
  headingPath: z.array(z.string()).describe("From the page's title down to the heading above the passage."),
  text: z.string(),
  quote: Quote,
  score: z.number(),
});
export type SearchResult = z.infer<typeof SearchResult>;

/** A passage as it is, for those who pick its sentences themselves. */
export type Passage = Omit<SearchResult, "quote">;

/** How well the business's pages can be searched. */
export const KnowledgeHealth = z.object({
  pages: z.number(),
  passages: z.number().describe("What the pages were split into: the unit that is found and quoted."),
  pagesWithoutVectors: z
    .number()
    .describe("Pages of which a part has waited for its vector for more than five minutes: only its words find it."),
  passagesWithoutVectors: z.number(),
  waitingSince: z.string().nullable().describe("When the first of them was read."),
  embeddingModel: z.string().describe("The model by which pages are searched."),
  nextEmbeddingModel: z.string().nullable().describe("The model that takes over as soon as it knows all pages."),
});
export type KnowledgeHealth = z.infer<typeof KnowledgeHealth>;
