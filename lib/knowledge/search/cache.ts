import { createHash } from "node:crypto";

/** Tags what is cached of a customer's knowledge. Whoever changes passages or their vectors forgets it after the commit. */
export const knowledgeTag = (customerId: string) => `knowledge:${customerId}`;

/** Where the results of a search are cached. The customer is the one that the caller has proven to belong to. */
export const searchKey = (customerId: string, search: { query: string }): string =>
  `search:${customerId}:${digest(JSON.stringify({ ...search, query: canonical(search.query) }))}`;

/** A question without what makes no difference to finding an answer. */
const canonical = (question: string) => question.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
