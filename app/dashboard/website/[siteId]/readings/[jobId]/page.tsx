import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/dashboard/_components/back-link";
import { memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { single } from "@/app/dashboard/website/_components/address";
import { Reasons } from "@/app/dashboard/website/_components/reasons";
import { Results } from "@/app/dashboard/website/_components/results";
import { Duration } from "@/components/reading/duration";
import { Origin } from "@/components/reading/origin";
import { PaceChart } from "@/components/reading/pace-chart";
import { Reading } from "@/components/reading/reading";
import { ReadingControls } from "@/components/reading/reading-controls";
import { Card } from "@/components/ui/card";
import { Figure, Figures } from "@/components/ui/figures";
import { RelativeTime } from "@/components/ui/time";
import { ListScrapeJobResults } from "@/lib/knowledge/readings/schema";
import { getScrapeJobSummary } from "@/lib/knowledge/readings/service";
import type { ScrapeJob } from "@/lib/knowledge/schema";
import { getScrapeJob, getSite } from "@/lib/knowledge/service";

type Props = PageProps<"/dashboard/website/[siteId]/readings/[jobId]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reading"))("one") };
}

export default async function ReadingPage({ params, searchParams }: Props) {
  const { siteId, jobId } = await params;
  const { outcome, q, after } = await searchParams;
  const { ctx } = await memberPage();
  const found = Promise.all([getSite(ctx, siteId), getScrapeJob(ctx, jobId), getScrapeJobSummary(ctx, jobId)]);
  const [site, job, summary] = await orNotFound(found);
  const given = { jobId, outcome: single(outcome), query: single(q), cursor: single(after) };
  const wanted = ListScrapeJobResults.safeParse(given);
  if (job.siteId !== siteId || !wanted.success) notFound();
  const t = await getTranslations("reading");
  const isOpen = !job.completedAt;
  return (
    <>
      <BackLink href={`/dashboard/website/${siteId}/readings`}>{t("readingsOf", { site: site.name })}</BackLink>
      <PageHeader
        title={t.rich("title", { time: () => <RelativeTime key="time" at={job.createdAt} /> })}
        {...(isOpen && { actions: <ReadingControls siteId={siteId} job={job} /> })}
      />
      <Card className="mb-6 p-5">
        <Reading job={job} customerId={ctx.customerId} />
        <Facts job={job} userId={ctx.actor.userId} />
      </Card>
      {summary.pace || summary.reasons.length > 0 ? (
        <div className="mb-6 grid gap-6 empty:hidden lg:grid-flow-col lg:auto-cols-fr">
          {summary.pace ? <PaceChart {...summary.pace} /> : null}
          {summary.reasons.length > 0 ? <Reasons summary={summary} /> : null}
        </div>
      ) : null}
      <Results ctx={ctx} siteId={siteId} summary={summary} wanted={wanted.data} isOpen={isOpen} />
    </>
  );
}

async function Facts({ job, userId }: { job: ScrapeJob; userId: string }) {
  const t = await getTranslations("reading.facts");
  const { startedAt, completedAt } = job;
  return (
    <div className="mt-4 border-line border-t pt-4">
      <Figures>
        <Figure name={t("by")}>
          <Origin job={job} userId={userId} />
        </Figure>
        <Figure name={t("read")}>{job.successful_pages}</Figure>
        <Figure name={t("skipped")}>{job.skipped_pages}</Figure>
        <Figure name={t("failed")}>{job.failed_pages}</Figure>
        {startedAt && completedAt ? (
          <Figure name={t("took")}>
            <Duration seconds={(Date.parse(completedAt) - Date.parse(startedAt)) / 1000} />
          </Figure>
        ) : null}
        {job.total_pages > 0 ? (
          <>
            <Figure name={t("pace")}>{t("perSecond", { count: Number(job.pages_per_second) })}</Figure>
            <Figure name={t("average")}>{t("ms", { count: job.avg_processing_time_ms })}</Figure>
          </>
        ) : null}
      </Figures>
    </div>
  );
}
