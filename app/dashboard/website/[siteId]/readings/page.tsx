import { History } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { single, withQuery } from "@/app/dashboard/website/_components/address";
import { More } from "@/app/dashboard/website/_components/more";
import { SiteFrame } from "@/app/dashboard/website/_components/site-frame";
import { Duration } from "@/components/reading/duration";
import { Origin } from "@/components/reading/origin";
import { ReadingBadge } from "@/components/reading/reading";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import { listScrapeJobs } from "@/lib/knowledge/readings/service";
import type { ScrapeJob } from "@/lib/knowledge/schema";

const LIMIT = 25;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("website"))("readings") };
}

export default async function ReadingsPage({
  params,
  searchParams,
}: PageProps<"/dashboard/website/[siteId]/readings">) {
  const { siteId } = await params;
  const after = single((await searchParams).after);
  const { ctx } = await memberPage();
  return (
    <SiteFrame ctx={ctx} siteId={siteId} here="readings">
      <Readings ctx={ctx} siteId={siteId} after={after} />
    </SiteFrame>
  );
}

async function Readings({ ctx, siteId, after }: { ctx: MemberCtx; siteId: string; after: string | undefined }) {
  const t = await getTranslations("reading.list");
  const { jobs, nextCursor } = await orNotFound(
    listScrapeJobs(ctx, { siteId, limit: LIMIT, ...(after && { cursor: after }) }),
  );
  if (jobs.length === 0) {
    return (
      <EmptyState icon={History} title={t("emptyTitle")}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  const path = `/dashboard/website/${siteId}/readings`;
  return (
    <>
      <Table label={t("label")}>
        <thead>
          <tr>
            <Th>{t("begun")}</Th>
            <Th className="max-md:hidden">{t("by")}</Th>
            <Th className="text-right">{t("read")}</Th>
            <Th className="text-right max-sm:hidden">{t("skipped")}</Th>
            <Th className="text-right max-sm:hidden">{t("failed")}</Th>
            <Th className="text-right max-md:hidden">{t("took")}</Th>
            <Th className="text-right">{t("status")}</Th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <Row key={job.jobId} job={job} userId={ctx.actor.userId} />
          ))}
        </tbody>
      </Table>
      <More
        first={after ? { href: withQuery(path, {}), text: t("newest") } : undefined}
        next={nextCursor ? { href: withQuery(path, { after: nextCursor }), text: t("older") } : undefined}
      />
    </>
  );
}

function Row({ job, userId }: { job: ScrapeJob; userId: string }) {
  const number = "text-right tabular-nums";
  return (
    <tr className="relative hover:bg-hover">
      <Td className="whitespace-nowrap">
        <Link
          href={`/dashboard/website/${job.siteId}/readings/${job.jobId}`}
          prefetch={false}
          className="rounded-sm font-medium after:absolute after:inset-0"
        >
          <RelativeTime at={job.createdAt} />
        </Link>
      </Td>
      <Td className="text-muted max-md:hidden">
        <Origin job={job} userId={userId} />
      </Td>
      <Td className={number}>{job.successful_pages}</Td>
      <Td className={`${number} max-sm:hidden`}>{job.skipped_pages}</Td>
      <Td className={`${number} max-sm:hidden ${job.failed_pages > 0 ? "text-bad" : ""}`}>{job.failed_pages}</Td>
      <Td className={`${number} whitespace-nowrap text-muted max-md:hidden`}>
        <Took job={job} />
      </Td>
      <Td className="text-right">
        <ReadingBadge status={job.status} />
      </Td>
    </tr>
  );
}

function Took({ job: { startedAt, completedAt } }: { job: ScrapeJob }) {
  if (!startedAt || !completedAt) return "–";
  return <Duration seconds={(Date.parse(completedAt) - Date.parse(startedAt)) / 1000} />;
}
