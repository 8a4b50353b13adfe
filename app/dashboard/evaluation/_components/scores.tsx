import { getTranslations } from "next-intl/server";
import type { EvaluationRun } from "@/lib/knowledge/evaluation/schema";

/** How many questions found their page, first and among five, beside the run before. */
export async function Scores({ run, before }: { run: EvaluationRun; before?: EvaluationRun | null | undefined }) {
  const t = await getTranslations("evaluation.score");
  const scores = [
    { name: t("at1"), found: run.foundAt1, was: before?.foundAt1 },
    { name: t("at5"), found: run.foundAt5, was: before?.foundAt5 },
  ];
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {scores.map(({ name, found, was }) => (
        <div key={name}>
          <dt className="text-muted text-sm">{name}</dt>
          <dd className="mt-1 flex items-baseline gap-2">
            <span className="font-semibold text-2xl tabular-nums tracking-tight">
              {t("share", { share: run.questions > 0 ? found / run.questions : 0 })}
            </span>
            <span className="text-muted tabular-nums">{t("of", { found, questions: run.questions })}</span>
          </dd>
          {was === undefined || !before ? null : (
            <dd className="mt-0.5 text-muted text-sm tabular-nums">
              {t("before", { found: was, questions: before.questions })}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
