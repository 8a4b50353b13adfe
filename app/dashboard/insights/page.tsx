import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { Card, CardHeader } from "@/components/ui/card";
import { listMoods } from "@/lib/insights/sentiment/service";
import { listSummaries } from "@/lib/insights/summaries/service";
import { MoodTrend } from "./_components/mood-trend";

const DAYS = 30;
const SUMMARIES = 14;
const formats = ["json", "csv", "pdf"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("insights"))("title") };
}

export default async function InsightsPage() {
  const { ctx } = await memberPage();
  const t = await getTranslations("insights");
  const [{ days }, { summaries }] = await Promise.all([
    listMoods(ctx, { days: DAYS }),
    listSummaries(ctx, { limit: SUMMARIES }),
  ]);
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} />
      <div className="grid gap-6">
        <MoodTrend days={days} />
        <Card>
          <CardHeader title={t("summaries")} note={summaries.length === 0 ? t("noSummaries") : null} />
          <ul>
            {summaries.map(({ id, period, startsOn, content, language }) => (
              <li key={id} className="border-line border-t px-5 py-4">
                <h3 className="font-medium">{t("summary", { period, day: startsOn })}</h3>
                <p lang={language} className="mt-1 max-w-prose">
                  {content}
                </p>
              </li>
            ))}
          </ul>
        </Card>
        <Card>
          <CardHeader title={t("export")} note={t("exportNote")} />
          <ul className="flex flex-wrap gap-4 px-5 pb-5">
            {formats.map((format) => (
              <li key={format}>
                <a
                  className="text-accent-ink underline"
                  href={`/api/v1/exports/conversations?format=${format}`}
                  download
                >
                  {t("download", { format: format.toUpperCase() })}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
