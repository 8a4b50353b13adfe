import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { listMoods } from "@/lib/insights/sentiment/service";
import { Period } from "@/lib/insights/summaries/schema";
import { listSummaries } from "@/lib/insights/summaries/service";
import { ExportConversations } from "./_components/export-conversations";
import { MoodTrend } from "./_components/mood-trend";
import { Summaries } from "./_components/summaries";

const DAYS = 30;
const SUMMARIES = 14;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("insights"))("title") };
}

export default async function InsightsPage({ searchParams }: PageProps<"/dashboard/insights">) {
  const period = Period.catch("day").parse((await searchParams).period);
  const { ctx } = await memberPage();
  const t = await getTranslations("insights");
  const [{ days }, { summaries }] = await Promise.all([
    listMoods(ctx, { days: DAYS }),
    listSummaries(ctx, { period, limit: SUMMARIES }),
  ]);
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <MoodTrend days={days} />
        <Summaries period={period} summaries={summaries} />
        <ExportConversations />
      </div>
    </>
  );
}
