import { getTranslations } from "next-intl/server";
import { Card, CardHeader } from "@/components/ui/card";
import type { ScrapeJobSummary } from "@/lib/knowledge/readings/schema";

/** Why pages weren't read, the most frequent reason first. */
export async function Reasons({ summary: { outcomes, reasons } }: { summary: ScrapeJobSummary }) {
  const t = await getTranslations("reading.reasons");
  const http = await getTranslations("reading");
  const most = Math.max(...reasons.map(({ pages }) => pages));
  const named = reasons.reduce((sum, { pages }) => sum + pages, 0);
  const others = (outcomes.skipped ?? 0) + (outcomes.failed ?? 0) - named;
  return (
    <Card>
      <CardHeader title={t("title")} />
      <ul className="flex flex-col gap-2.5 px-5 pb-5">
        {reasons.map(({ outcome, reason, httpStatus, pages }) => (
          <li key={`${outcome} ${reason} ${httpStatus}`}>
            <span className="flex items-baseline justify-between gap-4">
              <span className="block min-w-0 break-words first-letter:uppercase">
                {reason ?? (httpStatus ? http("http", { code: httpStatus }) : t(outcome))}
              </span>
              <span className="tabular-nums">{pages}</span>
            </span>
            <svg aria-hidden className="mt-1 h-1.5 w-full">
              <rect width="100%" height="6" rx="3" className="fill-hover" />
              <rect
                width={`${(pages / most) * 100}%`}
                height="6"
                rx="3"
                className={outcome === "failed" ? "fill-bad" : "fill-field"}
              />
            </svg>
          </li>
        ))}
      </ul>
      {others > 0 ? <p className="px-5 pb-5 text-muted text-sm">{t("others", { count: others })}</p> : null}
    </Card>
  );
}
