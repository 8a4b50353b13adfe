import { getFormatter, getTranslations } from "next-intl/server";
import type { DayMood } from "@/lib/insights/sentiment/schema";

type Counted = Omit<DayMood, "sentiment">;

const STEP = 10;
const GAP = 2;
const HEIGHT = 100;

/** A bar for each day around one line: conversations that went well above it, those that went badly below. */
export async function MoodChart({ days }: { days: DayMood[] }) {
  const t = await getTranslations("insights");
  const format = await getFormatter();
  const most = Math.max(...days.map(({ positive, neutral, negative }) => positive + neutral + negative));
  const above = Math.max(...days.map(({ positive, neutral }) => positive + neutral / 2));
  const below = Math.max(...days.map(({ negative, neutral }) => negative + neutral / 2));
  const unit = HEIGHT / (above + below);
  const dateOf = (day: Counted | undefined) =>
    day && format.dateTime(new Date(day.day), { day: "numeric", month: "short", year: "numeric" });
  return (
    <>
      <svg
        role="img"
        aria-label={t("chart", { days: days.length, most })}
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-40 w-full"
      >
        {days.map(({ sentiment: _, ...day }, index) => (
          <g key={day.day}>
            <title>{t("dayTotals", { ...day, day: dateOf(day) ?? "" })}</title>
            <Bar day={day} x={index * STEP + GAP / 2} middle={above * unit} unit={unit} />
          </g>
        ))}
        <rect x="0" y={above * unit - 0.25} width="100%" height="0.5" className="fill-field" />
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-muted text-sm tabular-nums">
        <span>{dateOf(days[0])}</span>
        <span>{dateOf(days.at(-1))}</span>
      </div>
    </>
  );
}

type BarProps = { day: Counted; x: number; middle: number; unit: number };

/** What felt neither way lies on the line, half above and half below. */
function Bar({ day: { positive, neutral, negative }, x, middle, unit }: BarProps) {
  const half = (neutral / 2) * unit;
  const width = STEP - GAP;
  return (
    <>
      <rect x={x} y={0} width={width} height={HEIGHT} className="fill-transparent" />
      <rect x={x} y={middle - half - positive * unit} width={width} height={positive * unit} className="fill-good" />
      <rect x={x} y={middle - half} width={width} height={2 * half} className="fill-edge" />
      <rect x={x} y={middle + half} width={width} height={negative * unit} className="fill-bad" />
    </>
  );
}
