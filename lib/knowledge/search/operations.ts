import "server-only";
import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import { findPassages } from "./find-passages";
import { KnowledgeHealth, Search, SearchResult } from "./schema";
import { getKnowledgeHealth } from "./upkeep";

/** Searching, for programs, people and the assistant. */
export const searchOperations = [
  operation({
    name: "search",
    description: "Finds the passages of the business's websites that answer a question best, in any language.",
    http: { method: "POST", path: "/search" },
    callers: ["member", "api_key", "visitor"],
    risk: "read",
    input: Search,
    output: z.object({ results: z.array(SearchResult) }),
    run: async (ctx, { query, limit, ...filters }) => ({ results: await findPassages(ctx, query, limit, filters) }),
  }),
  operation({
    name: "get_knowledge_health",
    description:
      "Says how well the business's pages can be searched: how many there are, and which wait for their vectors.",
    http: { method: "GET", path: "/knowledge/health" },
    callers: ["member", "api_key"],
    risk: "read",
    input: z.strictObject({}),
    output: KnowledgeHealth,
    run: (ctx) => getKnowledgeHealth(ctx),
  }),
];
