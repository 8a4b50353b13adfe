import { getTranslations } from "next-intl/server";
import type { DayMood } from "@/lib/insights/sentiment/schema";

const WIDTH = 640;
const HEIGHT = 140;
const TOP = 8;
const FOOT = 20;
const GAP = 2;

const moods = [
  { name: "negative", look: "fill-bad" },
  { name: "neutral", look: "fill-edge" },
  { name: "positive", look: "fill-good" },
] as const;

/** A bar for each day, of conversations that went badly, neither way and well, from the bottom up. */
export async function MoodChart({ days }: { days: DayMood[] }) {
  const t = await getTranslations("insights");
  const most = Math.max(1, ...days.map(({ positive, neutral, negative }) => positive + neutral + negative));
  const room = HEIGHT - TOP - FOOT;
  const step = WIDTH / days.length;
  return (
    <svg
      role="img"
      aria-label={t("chart", { days: days.length, most })}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="w-full"
    >
      <line x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" />
      {days.map((day, index) => (
        <Bar key={day.day} day={day} x={index * step + GAP / 2} width={step - GAP} unit={room / most} />
      ))}
      <text x={0} y={HEIGHT - 6} className="fill-muted text-xs">
        {days[0]?.day}
      </text>
      <text x={WIDTH} y={HEIGHT - 6} textAnchor="end" className="fill-muted text-xs">
        {days.at(-1)?.day}
      </text>
    </svg>
  );
}

function Bar({ day, x, width, unit }: { day: DayMood; x: number; width: number; unit: number }) {
  let below = HEIGHT - FOOT;
  return (
    <g>
      {moods.map(({ name, look }) => {
        const height = day[name] * unit;
        below -= height;
        return <rect key={name} x={x} y={below} width={width} height={height} className={look} />;
      })}
    </g>
  );
}
