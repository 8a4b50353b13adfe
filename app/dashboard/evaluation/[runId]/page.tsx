import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/dashboard/_components/back-link";
import { memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { ChooseBefore } from "@/app/dashboard/evaluation/_components/choose-before";
import { ComparedTable } from "@/app/dashboard/evaluation/_components/compared-table";
import { RemoveRun } from "@/app/dashboard/evaluation/_components/remove-run";
import { Scores } from "@/app/dashboard/evaluation/_components/scores";
import { single, withQuery } from "@/app/dashboard/website/_components/address";
import { LinkTabs } from "@/components/link-tabs";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import { type Compared, compareRuns } from "@/lib/knowledge/evaluation/compare";
import { getRun, getRunBefore, listRuns } from "@/lib/knowledge/evaluation/service";

const shows = {
  all: () => true,
  worse: ({ change }: Compared) => change === "worse",
  better: ({ change }: Compared) => change === "better",
  missing: ({ rank }: Compared) => rank === null,
};
type Show = keyof typeof shows;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("evaluation.one"))("page") };
}

export default async function RunPage({ params, searchParams }: PageProps<"/dashboard/evaluation/[runId]">) {
  const { runId } = await params;
  const { before: chosen, show } = await searchParams;
  const { ctx } = await memberPage();
  const run = await orNotFound(getRun(ctx, runId));
  const beforeId = single(chosen);
  const [before, { runs }] = await Promise.all([
    beforeId ? orNotFound(getRun(ctx, beforeId)) : getRunBefore(ctx, run),
    listRuns(ctx, { limit: 100 }),
  ]);
  const { results, removed } = compareRuns(before?.results ?? [], run.results);
  const shown: Show = typeof show === "string" && show in shows ? (show as Show) : "all";
  const t = await getTranslations("evaluation.one");
  const path = `/dashboard/evaluation/${runId}` as const;
  const tabs = (Object.keys(shows) as Show[])
    .filter((name) => before || name === "all" || name === "missing")
    .map((name) => ({
      title: t(`show.${name}`, { count: results.filter(shows[name]).length }),
      href: withQuery(path, { before: beforeId, show: name === "all" ? undefined : name }),
      isHere: name === shown,
    }));
  const others = runs.filter(({ id }) => id !== runId);
  return (
    <>
      <BackLink href="/dashboard/evaluation?view=runs">{t("back")}</BackLink>
      <PageHeader
        title={t.rich("title", { time: () => <RelativeTime key="time" at={run.createdAt} /> })}
        note={run.note ? <span dir="auto">{run.note}</span> : null}
        actions={<RemoveRun runId={runId} />}
      />
      <Card className="mb-6 flex flex-wrap items-end justify-between gap-x-10 gap-y-5 p-5">
        <Scores run={run} before={before} />
        {others.length > 0 ? <ChooseBefore runs={others} chosen={before?.id ?? ""} /> : null}
      </Card>
      <Card>
        <LinkTabs label={t("label")} tabs={tabs} />
        <ComparedTable results={results.filter(shows[shown])} hasBefore={before !== null} />
        {removed > 0 ? (
          <p className="border-line border-t px-5 py-3 text-muted text-sm">{t("removed", { count: removed })}</p>
        ) : null}
      </Card>
    </>
  );
}
