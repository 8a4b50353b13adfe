import { getFormatter, getTranslations } from "next-intl/server";
import { withQuery } from "@/app/dashboard/website/_components/address";
import { LinkTabs } from "@/components/link-tabs";
import { Card, CardHeader } from "@/components/ui/card";
import type { Period, Summary } from "@/lib/insights/summaries/schema";

const DAY_MS = 86_400_000;

/** What happened day by day or week by week, in a few sentences each. */
export async function Summaries({ period, summaries }: { period: Period; summaries: Summary[] }) {
  const t = await getTranslations("insights");
  const tabs = (["day", "week"] as const).map((each) => ({
    title: t(`periods.${each}`),
    href: withQuery("/dashboard/insights", { period: each === "day" ? undefined : each }),
    isHere: each === period,
  }));
  return (
    <Card>
      <CardHeader title={t("summaries")} />
      <LinkTabs label={t("periods.label")} tabs={tabs} />
      {summaries.length === 0 ? <p className="px-5 py-4 text-muted">{t(`noSummaries.${period}`)}</p> : null}
      <ul aria-label={t("summaries")}>
        {summaries.map((summary) => (
          <li key={summary.id} className="border-line px-5 py-4 not-first:border-t">
            <h3 className="font-medium">
              <When {...summary} />
            </h3>
            <p dir="auto" lang={summary.language} className="mt-1 max-w-prose">
              {summary.content}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

async function When({ period, startsOn }: Summary) {
  const format = await getFormatter();
  const first = new Date(startsOn);
  if (period === "day") {
    return format.dateTime(first, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  }
  const last = new Date(first.getTime() + 6 * DAY_MS);
  return format.dateTimeRange(first, last, { day: "numeric", month: "long", year: "numeric" });
}
