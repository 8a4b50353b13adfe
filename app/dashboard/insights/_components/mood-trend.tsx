import { getFormatter, getTranslations } from "next-intl/server";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { DayMood } from "@/lib/insights/sentiment/schema";
import { MoodChart } from "./mood-chart";

const moods = { positive: "bg-good", neutral: "bg-edge", negative: "bg-bad" } as const;
const names = ["positive", "neutral", "negative"] as const;

/** The mood day by day as a picture, with the figures one click away. */
export async function MoodTrend({ days }: { days: DayMood[] }) {
  const t = await getTranslations("insights");
  const judged = days.filter(({ sentiment }) => sentiment !== null);
  return (
    <Card>
      <CardHeader title={t("mood", { days: days.length })} note={judged.length > 0 ? null : t("noMood")} />
      {judged.length > 0 ? (
        <div className="px-5 pb-5">
          <ul className="mb-4 flex flex-wrap gap-x-5 gap-y-1">
            {names.map((name) => (
              <li key={name} className="flex items-center gap-2">
                <span aria-hidden className={`size-2.5 rounded-xs ${moods[name]}`} />
                {t(`totals.${name}`, { count: days.reduce((sum, day) => sum + day[name], 0) })}
              </li>
            ))}
          </ul>
          <MoodChart days={days} />
          <details className="mt-4">
            <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-ink">{t("asTable")}</summary>
            <div className="mt-2">
              <Figures days={judged} />
            </div>
          </details>
        </div>
      ) : null}
    </Card>
  );
}

async function Figures({ days }: { days: DayMood[] }) {
  const t = await getTranslations("insights");
  const format = await getFormatter();
  return (
    <Table label={t("mood", { days: days.length })}>
      <thead>
        <tr>
          <Th>{t("day")}</Th>
          {names.map((name) => (
            <Th key={name} className="text-right">
              {t(name)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <Td>{format.dateTime(new Date(day.day), { weekday: "short", day: "numeric", month: "short" })}</Td>
            {names.map((name) => (
              <Td key={name} className="text-right tabular-nums">
                {day[name]}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
