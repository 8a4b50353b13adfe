import type { ScrapeJob } from "@/lib/knowledge/schema";

type Counts = Pick<ScrapeJob, "status" | "total_pages" | "queued" | "pages_per_second">;

/** How far a reading is. `share` and `secondsLeft` are unknown until pages have been counted and read. */
export function readingProgress({ status, total_pages: done, queued, pages_per_second: rate }: Counts) {
  const known = done + queued;
  const isOpen = status === "queued" || status === "running" || status === "paused";
  return {
    done,
    known,
    isOpen,
    share: isOpen ? (known > 0 ? done / known : undefined) : 1,
    secondsLeft: status === "running" && done > 2 && rate > 0 ? Math.ceil(queued / rate) : undefined,
  };
}
