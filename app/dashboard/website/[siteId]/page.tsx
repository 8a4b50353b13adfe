import { FileText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { PageTable } from "@/app/dashboard/website/_components/page-table";
import { SiteMenu } from "@/app/dashboard/website/_components/site-menu";
import { LinkTabs } from "@/components/link-tabs";
import { Reading } from "@/components/reading/reading";
import { ReadingControls } from "@/components/reading/reading-controls";
import { ResultList } from "@/components/reading/result-list";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { countPages } from "@/lib/knowledge/pages/service";
import { listScrapeJobResults } from "@/lib/knowledge/readings/service";
import { getLatestScrapeJob, getSite } from "@/lib/knowledge/service";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("website"))("title") };
}

export default async function SitePage({ params, searchParams }: PageProps<"/dashboard/website/[siteId]">) {
  const { siteId } = await params;
  const { view, after } = await searchParams;
  const { ctx } = await memberPage();
  const site = await orNotFound(getSite(ctx, siteId));
  const [job, pages] = await Promise.all([getLatestScrapeJob(ctx, siteId), countPages(ctx, siteId)]);
  const t = await getTranslations("website");
  const isResults = view === "results";
  return (
    <>
      <PageHeader
        title={t("question", { site: site.name })}
        note={
          <a href={site.url} target="_blank" rel="noreferrer" className="break-all hover:underline">
            {site.url}
          </a>
        }
        actions={
          <>
            <ReadingControls siteId={siteId} job={job} />
            <SiteMenu siteId={siteId} name={site.name} />
          </>
        }
      />
      <Card className="mb-6 p-5">
        {job ? <Reading job={job} customerId={ctx.customerId} /> : <p className="text-muted">{t("neverRead")}</p>}
      </Card>
      <Card>
        <LinkTabs
          label={t("views")}
          tabs={[
            { title: t("pages", { count: pages }), href: `/dashboard/website/${siteId}`, isHere: !isResults },
            { title: t("results"), href: `/dashboard/website/${siteId}?view=results`, isHere: isResults },
          ]}
        />
        {isResults ? (
          <Results ctx={ctx} jobId={job?.jobId} />
        ) : (
          <PageTable ctx={ctx} siteId={siteId} after={typeof after === "string" ? after : undefined} />
        )}
      </Card>
    </>
  );
}

async function Results({ ctx, jobId }: { ctx: MemberCtx; jobId: string | undefined }) {
  const t = await getTranslations("website");
  const { results } = jobId ? await listScrapeJobResults(ctx, { jobId, limit: 200 }) : { results: [] };
  if (results.length > 0) return <ResultList results={results} />;
  return (
    <EmptyState icon={FileText} title={t("noResultsTitle")}>
      {t("noResultsText")}
    </EmptyState>
  );
}
