import { FileText, SearchX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, orNotFound } from "@/app/dashboard/_components/member-page";
import { withQuery } from "@/app/dashboard/website/_components/address";
import { More } from "@/app/dashboard/website/_components/more";
import { ResultRow } from "@/app/dashboard/website/_components/result-row";
import { LinkTabs } from "@/components/link-tabs";
import { SearchBox } from "@/components/search-box";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Th } from "@/components/ui/table";
import type { ListScrapeJobResults, ScrapeJobSummary } from "@/lib/knowledge/readings/schema";
import { listScrapeJobResults } from "@/lib/knowledge/readings/service";

type Props = {
  ctx: MemberCtx;
  siteId: string;
  summary: ScrapeJobSummary;
  wanted: ListScrapeJobResults;
  isOpen: boolean;
};

/** What became of the pages of a reading: by outcome, by address, the newest first. */
export async function Results({ ctx, siteId, summary, wanted, isOpen }: Props) {
  const t = await getTranslations("reading");
  const { outcome, query, cursor, jobId } = wanted;
  const { results, nextCursor } = await orNotFound(listScrapeJobResults(ctx, wanted));
  const path = `/dashboard/website/${siteId}/readings/${jobId}`;
  const shown = { outcome, q: query };
  return (
    <Card>
      <OutcomeTabs path={path} summary={summary} wanted={wanted} />
      <div className="flex px-5 py-3">
        <SearchBox name="q" label={t("searchResults")} />
      </div>
      {results.length > 0 ? (
        <Table label={t("results")}>
          <thead>
            <tr>
              <Th>{t("column.page")}</Th>
              <Th className="max-md:pr-5">{t("column.outcome")}</Th>
              <Th className="text-right max-md:hidden">{t("column.http")}</Th>
              <Th className="text-right max-md:hidden">{t("column.time")}</Th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <ResultRow key={result.url} siteId={siteId} result={result} />
            ))}
          </tbody>
        </Table>
      ) : (
        <NoResults isFiltered={Boolean(outcome || query)} isOpen={isOpen} />
      )}
      <More
        first={cursor ? { href: withQuery(path, shown), text: t("newest") } : undefined}
        next={nextCursor ? { href: withQuery(path, { ...shown, after: nextCursor }), text: t("more") } : undefined}
      />
    </Card>
  );
}

const filters = [undefined, "read", "new", "changed", "unchanged", "skipped", "failed"] as const;

type Tabs = { path: string; summary: ScrapeJobSummary; wanted: ListScrapeJobResults };

async function OutcomeTabs({ path, summary: { outcomes }, wanted }: Tabs) {
  const t = await getTranslations("reading.filter");
  const read = (outcomes.new ?? 0) + (outcomes.changed ?? 0) + (outcomes.unchanged ?? 0);
  const counts = { ...outcomes, read, all: read + (outcomes.skipped ?? 0) + (outcomes.failed ?? 0) };
  const tabs = filters.map((outcome) => ({
    title: t(outcome ?? "all", { count: counts[outcome ?? "all"] ?? 0 }),
    href: withQuery(path, { outcome, q: wanted.query }),
    isHere: outcome === wanted.outcome,
  }));
  return <LinkTabs label={t("label")} tabs={tabs} />;
}

async function NoResults({ isFiltered, isOpen }: { isFiltered: boolean; isOpen: boolean }) {
  const t = await getTranslations("reading.none");
  const kind = isFiltered ? "filtered" : isOpen ? "yet" : "atAll";
  return (
    <EmptyState icon={isFiltered ? SearchX : FileText} title={t(`${kind}Title`)}>
      {t(`${kind}Text`)}
    </EmptyState>
  );
}
