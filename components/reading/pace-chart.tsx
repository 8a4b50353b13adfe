import { getTranslations } from "next-intl/server";
import { Card, CardHeader } from "@/components/ui/card";

const HEIGHT = 64;
const BAR = 10;

/** How many pages a reading did in each stretch of so many seconds, from its begin to its end. */
export async function PaceChart({ seconds, pages }: { seconds: number; pages: number[] }) {
  const t = await getTranslations("reading.chart");
  const most = Math.max(...pages);
  const perSecond = (count: number) => Math.round((count / Math.max(seconds, 0.001)) * 10) / 10;
  const total = pages.reduce((sum, count) => sum + count, 0);
  const average = perSecond(total / pages.length);
  return (
    <Card>
      <CardHeader title={t("title")} note={t("note", { most: perSecond(most), average })} />
      <div className="px-5 pb-5">
        <svg
          role="img"
          aria-label={t("label", { most: perSecond(most), average })}
          viewBox={`0 0 ${pages.length * BAR} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-20 w-full"
        >
          {pages.map((count, index) => {
            const height = (count / most) * (HEIGHT - 1);
            return (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of time is known by its place.
                key={index}
                x={index * BAR}
                y={HEIGHT - 1 - height}
                width={BAR - 2}
                height={height}
                className="fill-accent-ink"
              />
            );
          })}
          <rect x="0" y={HEIGHT - 1} width="100%" height="1" className="fill-edge" />
        </svg>
        <div aria-hidden className="mt-1 flex justify-between text-muted text-sm tabular-nums">
          <span>{t("begin")}</span>
          <span>{t("end", { count: Math.max(1, Math.round(seconds * pages.length)) })}</span>
        </div>
      </div>
    </Card>
  );
}
