import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "@/components/live/live-refresh";
import { Badge, type Tone } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/time";
import type { ScrapeJob, ScrapeJobStatus } from "@/lib/knowledge/schema";
import { readingProgress } from "./progress";

const tones: Record<ScrapeJobStatus, Tone> = {
  queued: "plain",
  running: "accent",
  paused: "warn",
  completed: "good",
  failed: "bad",
  cancelled: "plain",
};

export async function ReadingBadge({ status }: Pick<ScrapeJob, "status">) {
  const t = await getTranslations("reading");
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
}

/** A reading as it goes on: how many pages, which one now, how long still, and what came of it. */
export async function Reading({ job, customerId }: { job: ScrapeJob; customerId: string }) {
  const t = await getTranslations("reading");
  const { done, known, isOpen, share } = readingProgress(job);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <p className="font-semibold text-xl tabular-nums tracking-tight" aria-live="polite">
          {isOpen && known > 0 ? t("count", { done, known }) : isOpen ? t("looking") : t("total", { count: done })}
        </p>
        <ReadingBadge status={job.status} />
      </div>
      {isOpen ? <Progress label={t("progress")} value={share} /> : null}
      <div className="flex min-h-5 flex-wrap justify-between gap-x-4 gap-y-1 text-muted text-sm">
        <CurrentPage job={job} />
        <Facts job={job} />
      </div>
      {job.status === "failed" ? <Notice tone="bad">{job.errorMessage ?? t("failed")}</Notice> : null}
      <LiveRefresh
        watch={[
          { table: "scrape_jobs", filter: `site_id=eq.${job.siteId}` },
          ...(isOpen ? [{ table: "scrape_job_stats", filter: `customer_id=eq.${customerId}` } as const] : []),
        ]}
      />
    </div>
  );
}

async function CurrentPage({ job }: { job: ScrapeJob }) {
  const t = await getTranslations("reading");
  if (job.completedAt) {
    return <span>{t.rich("ended", { time: () => <RelativeTime at={job.completedAt ?? job.createdAt} /> })}</span>;
  }
  if (job.status === "paused") return <span>{t("pausedNote")}</span>;
  return (
    <span className="min-w-0 flex-1 basis-56 truncate font-mono text-xs leading-5">
      {job.currentUrl ?? t("waiting")}
    </span>
  );
}

async function Facts({ job }: { job: ScrapeJob }) {
  const t = await getTranslations("reading");
  const { secondsLeft } = readingProgress(job);
  const facts = [
    secondsLeft === undefined
      ? ""
      : secondsLeft < 60
        ? t("seconds", { count: Math.max(1, secondsLeft) })
        : t("minutes", { count: Math.ceil(secondsLeft / 60) }),
    job.failed_pages > 0 ? t("failedPages", { count: job.failed_pages }) : "",
    job.skipped_pages > 0 ? t("skippedPages", { count: job.skipped_pages }) : "",
  ];
  return <span className="tabular-nums">{facts.filter(Boolean).join(" · ")}</span>;
}
