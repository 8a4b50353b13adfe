import type { Enums } from "@/lib/platform/supabase/types";

/**
 * What each plan holds: how many pages of a site are read at most, how often a site is read anew unless it says otherwise,
 * and how many documents may be given beside.
 */
export const plans = {
  basic: { maxPages: 500, refreshHours: 24, maxDocuments: 200 },
  premium: { maxPages: 10_000, refreshHours: 24, maxDocuments: 2_000 },
} satisfies Record<Enums<"plan">, { maxPages: number; refreshHours: number; maxDocuments: number }>;

/** One column of the table, by plan, as the queue's functions take it. */
export const byPlan = (what: "maxPages" | "refreshHours"): Record<Enums<"plan">, number> => ({
  basic: plans.basic[what],
  premium: plans.premium[what],
});
