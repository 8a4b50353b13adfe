import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { Steps } from "@/app/onboarding/_components/steps";
import { Reading } from "@/components/reading/reading";
import { ReadingControls } from "@/components/reading/reading-controls";
import { ResultList } from "@/components/reading/result-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { listScrapeJobResults } from "@/lib/knowledge/readings/service";
import { getLatestScrapeJob, getSite } from "@/lib/knowledge/service";

// Each of these pages is a form or a few rows: whole at once is quicker than a skeleton first.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("onboarding.read"))("title") };
}

export default async function ReadPage({ params }: PageProps<"/onboarding/[siteId]">) {
  const { siteId } = await params;
  const { ctx } = await memberPage();
  const site = await orNotFound(getSite(ctx, siteId));
  const job = await getLatestScrapeJob(ctx, siteId);
  const { results } = job ? await listScrapeJobResults(ctx, { jobId: job.jobId, limit: 8 }) : { results: [] };
  const t = await getTranslations("onboarding.read");
  const hasPages = (job?.successful_pages ?? 0) > 0;
  return (
    <>
      <Steps current="read" />
      <h1 className="text-2xl">{job?.status === "completed" ? t("done", { site: site.name }) : t("title")}</h1>
      <p className="mt-1.5 mb-6 text-muted">{job?.status === "completed" ? t("doneNote") : t("note")}</p>
      <Card>
        <div className="p-5">{job ? <Reading job={job} customerId={ctx.customerId} /> : null}</div>
        <ResultList results={results} />
      </Card>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-3">
        <div className="flex gap-2">
          {job?.status === "completed" ? null : <ReadingControls siteId={siteId} job={job} />}
        </div>
        <ButtonLink
          look={hasPages ? "primary" : "secondary"}
          size="lg"
          className="ml-auto"
          href={`/onboarding/${siteId}/install`}
        >
          {hasPages ? t("next") : t("skip")}
        </ButtonLink>
      </div>
    </>
  );
}
