import type { UrlRecord } from "@/lib/knowledge/jobs/queue";
import { AppError } from "@/lib/platform/errors";
import { Refusal } from "./refusal";

/*
 * What a URL's result is called:
 * - success: the page is stored, or known to be unchanged;
 * - failed: it should have worked and did not: a page that is missing, a server that breaks off or says that it is broken;
 * - skipped: nothing is broken, but it is not ours to read (robots.txt, noindex, another site, a copy of another page), or
 *   beyond the bounds that hold for every page (size, time, redirects, what is no text, traps).
 * What was read before stays in the search unless the site itself says that the page is gone, has moved, or must not be
 * used; then the result is `gone`.
 */

const none = { httpStatus: null, error: null, isGone: false } as const;

export const success = (httpStatus: number): UrlRecord => ({ ...none, status: "success", httpStatus, links: [] });

export const failed = (httpStatus: number | null, error: string): UrlRecord => ({
  ...none,
  status: "failed",
  httpStatus,
  error,
  links: [],
});

export const skipped = (httpStatus: number | null, error: string): UrlRecord => ({
  ...failed(httpStatus, error),
  status: "skipped",
});

/** Not to be used; whatever was known of it leaves the search. */
export const gone = (httpStatus: number | null, error: string): UrlRecord => ({
  ...skipped(httpStatus, error),
  isGone: true,
});

/** What an error on the way to a page makes of it. Throws what nobody foresaw. */
export function outcomeOf(error: unknown): UrlRecord {
  if (error instanceof Refusal) return skipped(null, error.message);
  if (error instanceof AppError) return failed(null, error.message);
  throw error;
}
