import { z } from "zod";

export const Search = z.strictObject({
  query: z.string().trim().min(1, "Ask something").max(1000, "Ask in at most 1,000 characters"),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type Search = z.infer<typeof Search>;

/** A passage that answers a query, the best first. */
export const SearchResult = z.object({
  url: z.string(),
  title: z.string(),
  text: z.string(),
  score: z.number(),
  headingPath: z.array(z.string()).describe("From the page's title down to the heading above the passage."),
});
export type SearchResult = z.infer<typeof SearchResult>;
