import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type MemberCtx, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { SiteMenu } from "@/app/dashboard/website/_components/site-menu";
import { LinkTabs } from "@/components/link-tabs";
import { Reading } from "@/components/reading/reading";
import { ReadingControls } from "@/components/reading/reading-controls";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { countPages } from "@/lib/knowledge/pages/service";
import { getKnowledgeHealth } from "@/lib/knowledge/search/upkeep";
import { getLatestScrapeJob, getSite } from "@/lib/knowledge/service";

type View = "pages" | "readings" | "search";

/** A site's page: how its reading goes on, and one of its views below. */
export async function SiteFrame({
  ctx,
  siteId,
  here,
  children,
}: {
  ctx: MemberCtx;
  siteId: string;
  here: View;
  children: ReactNode;
}) {
  const site = await orNotFound(getSite(ctx, siteId));
  const [job, pages, health] = await Promise.all([
    getLatestScrapeJob(ctx, siteId),
    countPages(ctx, siteId),
    getKnowledgeHealth(ctx),
  ]);
  const t = await getTranslations("website");
  const path = `/dashboard/website/${siteId}`;
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
      {health.pagesWithoutVectors > 0 ? (
        <div className="mb-6">
          <Notice tone="warn">{t("withoutVectors", { count: health.pagesWithoutVectors })}</Notice>
        </div>
      ) : null}
      <Card className="mb-6 p-5">
        {job ? <Reading job={job} customerId={ctx.customerId} /> : <p className="text-muted">{t("neverRead")}</p>}
      </Card>
      <Card>
        <LinkTabs
          label={t("views")}
          tabs={[
            { title: t("pages", { count: pages }), href: path, isHere: here === "pages" },
            { title: t("readings"), href: `${path}/readings`, isHere: here === "readings" },
            { title: t("search.tab"), href: `${path}/search`, isHere: here === "search" },
          ]}
        />
        {children}
      </Card>
    </>
  );
}
