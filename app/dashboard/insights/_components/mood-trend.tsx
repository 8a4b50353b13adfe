import { getTranslations } from "next-intl/server";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { DayMood } from "@/lib/insights/sentiment/schema";
import { MoodChart } from "./mood-chart";

/** The mood day by day as a picture, with the figures one click away. */
export async function MoodTrend({ days }: { days: DayMood[] }) {
  const t = await getTranslations("insights");
  const judged = days.filter(({ sentiment }) => sentiment !== null);
  const sum = (name: "positive" | "neutral" | "negative") => days.reduce((total, day) => total + day[name], 0);
  const totals = { positive: sum("positive"), neutral: sum("neutral"), negative: sum("negative") };
  return (
    <Card>
      <CardHeader title={t("mood")} note={judged.length > 0 ? t("totals", totals) : t("noMood")} />
      {judged.length > 0 ? (
        <div className="px-5 pb-5">
          <MoodChart days={days} />
          <details className="mt-3">
            <summary className="cursor-pointer text-muted">{t("asTable")}</summary>
            <Table label={t("mood")}>
              <thead>
                <tr>
                  <Th>{t("day")}</Th>
                  <Th className="text-right">{t("positive")}</Th>
                  <Th className="text-right">{t("neutral")}</Th>
                  <Th className="text-right">{t("negative")}</Th>
                </tr>
              </thead>
              <tbody>
                {judged.map(({ day, positive, neutral, negative }) => (
                  <tr key={day}>
                    <Td>{day}</Td>
                    <Td className="text-right tabular-nums">{positive}</Td>
                    <Td className="text-right tabular-nums">{neutral}</Td>
                    <Td className="text-right tabular-nums">{negative}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </details>
        </div>
      ) : null}
    </Card>
  );
}
