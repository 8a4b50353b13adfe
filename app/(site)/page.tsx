import { ArrowRight, BookOpenText, FileSearch, Link2, MessageSquareQuote, ShieldCheck, UserRound } from "lucide-react";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { AnswerPicture } from "./_components/answer-picture";

const steps = [
  ["name", Link2],
  ["read", BookOpenText],
  ["paste", MessageSquareQuote],
] as const;

const promises = [
  ["sources", FileSearch],
  ["person", UserRound],
  ["data", ShieldCheck],
] as const;

export default async function StartPage() {
  const t = await getTranslations("site");
  return (
    <main id="main" className="mx-auto w-full max-w-5xl px-6">
      <section className="grid items-center gap-x-12 gap-y-10 pt-14 pb-20 md:grid-cols-[1.1fr_1fr] md:pt-20">
        <div>
          <h1 className="text-3xl tracking-[-0.025em] sm:text-4xl">{t("title")}</h1>
          <p className="mt-4 max-w-md text-lg text-muted">{t("lead")}</p>
          <div className="mt-7 flex flex-wrap gap-3">
            <ButtonLink look="primary" size="lg" href="/sign-up">
              {t("start")}
            </ButtonLink>
            <ButtonLink size="lg" href={"/demo" as Route}>
              {t("demo")} <ArrowRight aria-hidden />
            </ButtonLink>
          </div>
        </div>
        <AnswerPicture />
      </section>

      <section aria-labelledby="how" className="border-line border-t py-14">
        <h2 id="how" className="text-xl">
          {t("how")}
        </h2>
        <ol className="mt-8 grid gap-8 sm:grid-cols-3">
          {steps.map(([step, Icon], index) => (
            <li key={step}>
              <div className="flex items-center gap-3">
                <span className="grid size-7 place-items-center rounded-full bg-accent-soft font-semibold text-accent-ink text-sm tabular-nums">
                  {index + 1}
                </span>
                <Icon aria-hidden className="size-4 text-muted" />
              </div>
              <h3 className="mt-3 text-lg">{t(`steps.${step}.title`)}</h3>
              <p className="mt-1 text-muted">{t(`steps.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>

      <section aria-labelledby="trust" className="border-line border-t py-14">
        <h2 id="trust" className="text-xl">
          {t("trust")}
        </h2>
        <dl className="mt-8 grid gap-8 sm:grid-cols-3">
          {promises.map(([promise, Icon]) => (
            <div key={promise}>
              <Icon aria-hidden className="size-5 text-accent-ink" strokeWidth={1.75} />
              <dt className="mt-3 font-semibold text-lg">{t(`promises.${promise}.title`)}</dt>
              <dd className="mt-1 text-muted">{t(`promises.${promise}.text`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </main>
  );
}
