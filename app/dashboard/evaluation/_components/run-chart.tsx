import { getTranslations } from "next-intl/server";
import type { EvaluationRun } from "@/lib/knowledge/evaluation/schema";

const WIDTH = 560;
const HEIGHT = 120;
const LEFT = 8;
const RIGHT = 172;
const TOP = 10;
const SHOWN = 30;

/** The shares of questions found first and among five, run by run; `runs` are the newest first. */
export async function RunChart({ runs }: { runs: EvaluationRun[] }) {
  const t = await getTranslations("evaluation.chart");
  const shown = runs.slice(0, SHOWN).reverse();
  const [begin, end] = [shown[0], shown.at(-1)];
  if (shown.length < 2 || !begin || !end) return null;
  const x = (index: number) => LEFT + (index * (WIDTH - LEFT - RIGHT)) / (shown.length - 1);
  const y = (share: number) => TOP + (1 - share) * (HEIGHT - 2 * TOP);
  const lines = [
    { name: t("at5"), share: at5, color: "stroke-field fill-field", text: "fill-muted" },
    { name: t("at1"), share: at1, color: "stroke-accent-ink fill-accent-ink", text: "fill-accent-ink" },
  ].map((line) => ({ ...line, points: shown.map((run, index) => ({ x: x(index), y: y(line.share(run)) })) }));
  const isClose = Math.abs(y(at1(end)) - y(at5(end))) < 18;
  return (
    <svg
      role="img"
      aria-label={t("label", { count: shown.length, at1: at1(begin), now1: at1(end), at5: at5(begin), now5: at5(end) })}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="w-full max-w-xl"
    >
      {[0, 0.5, 1].map((share) => (
        <line key={share} x1={LEFT} x2={WIDTH - RIGHT} y1={y(share)} y2={y(share)} className="stroke-line" />
      ))}
      {lines.map(({ name, share, color, text, points }, place) => (
        <g key={name} className={color} strokeWidth="2">
          <polyline points={points.map((point) => `${point.x},${point.y}`).join(" ")} fill="none" />
          {points.map((point) => (
            <circle key={point.x} cx={point.x} cy={point.y} r="2.5" />
          ))}
          <text
            x={WIDTH - RIGHT + 10}
            y={y(share(end)) + 4 + (isClose ? (place === 0 ? -9 : 9) : 0)}
            strokeWidth="0"
            className={`${text} text-xs max-sm:text-xl`}
          >
            {t("line", { name, share: share(end) })}
          </text>
        </g>
      ))}
    </svg>
  );
}

export const at1 = ({ foundAt1, questions }: EvaluationRun) => (questions > 0 ? foundAt1 / questions : 0);
export const at5 = ({ foundAt5, questions }: EvaluationRun) => (questions > 0 ? foundAt5 / questions : 0);
