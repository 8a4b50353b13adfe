import type { Enums } from "@/lib/platform/supabase/types";

/** What each plan reads: how many pages of a site at most, and how often a site is read anew unless it says otherwise. */
export const readingByPlan = {
  basic: { maxPages: 500, refreshHours: 24 },
  premium: { maxPages: 10_000, refreshHours: 24 },
} satisfies Record<Enums<"plan">, { maxPages: number; refreshHours: number }>;

/** One column of the table, by plan, as the queue's functions take it. */
export const byPlan = (what: "maxPages" | "refreshHours"): Record<Enums<"plan">, number> => ({
  basic: readingByPlan.basic[what],
  premium: readingByPlan.premium[what],
});
