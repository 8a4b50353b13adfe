import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { shownPath } from "@/components/shown-url";
import type { ScrapeJobResult } from "@/lib/knowledge/readings/schema";

const icons = { success: CircleCheck, failed: CircleAlert, skipped: CircleDashed };
const tones = { success: "text-good", failed: "text-bad", skipped: "text-muted" };

/** What became of the pages, one a line, with the reason where one wasn't read. */
export async function ResultList({ results }: { results: ScrapeJobResult[] }) {
  const t = await getTranslations("reading");
  if (results.length === 0) return null;
  return (
    <ul aria-label={t("results")} className="border-line border-t">
      {results.map(({ url, status, errorMessage, httpStatus }) => {
        const Icon = icons[status];
        return (
          <li key={url} className="flex items-start gap-2.5 border-line px-5 py-2 not-last:border-b">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tones[status]}`} />
            <span className="sr-only">{t(`result.${status}`)}</span>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{shownPath(url)}</span>
              {status !== "success" && (errorMessage || httpStatus) ? (
                <span className="block text-muted text-sm">{errorMessage ?? t("http", { code: httpStatus ?? 0 })}</span>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
