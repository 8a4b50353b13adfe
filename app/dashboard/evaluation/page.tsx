import { History, ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { AddQuestion } from "@/app/dashboard/evaluation/_components/add-question";
import { PasteQuestions } from "@/app/dashboard/evaluation/_components/paste-questions";
import { QuestionTable } from "@/app/dashboard/evaluation/_components/question-table";
import { RunChart } from "@/app/dashboard/evaluation/_components/run-chart";
import { RunQuestions } from "@/app/dashboard/evaluation/_components/run-questions";
import { RunTable } from "@/app/dashboard/evaluation/_components/run-table";
import { Scores } from "@/app/dashboard/evaluation/_components/scores";
import { single, withQuery } from "@/app/dashboard/website/_components/address";
import { More } from "@/app/dashboard/website/_components/more";
import { LinkTabs } from "@/components/link-tabs";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/time";
import { type EvaluationQuestion, MAX_QUESTIONS } from "@/lib/knowledge/evaluation/schema";
import { listQuestions, listRuns } from "@/lib/knowledge/evaluation/service";

const path = "/dashboard/evaluation";
const RUNS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("evaluation"))("title") };
}

export default async function EvaluationPage({ searchParams }: PageProps<"/dashboard/evaluation">) {
  const { view, after } = await searchParams;
  const { ctx } = await memberPage();
  const [questions, { runs }] = await Promise.all([listQuestions(ctx), listRuns(ctx, { limit: RUNS })]);
  const t = await getTranslations("evaluation");
  const mayWrite = ctx.actor.role === "owner" || ctx.actor.role === "admin";
  const [newest, before] = runs;
  const isRuns = view === "runs";
  return (
    <>
      <PageHeader
        title={t("title")}
        note={t("about")}
        actions={
          mayWrite ? (
            <>
              {questions.length > 0 ? <RunQuestions count={questions.length} /> : null}
              <PasteQuestions />
            </>
          ) : null
        }
      />
      {newest ? (
        <Card className="mb-6 flex flex-wrap items-center gap-x-12 gap-y-5 p-5">
          <div>
            <Scores run={newest} before={before} />
            <p className="mt-3 text-muted text-sm">
              {t.rich("lastRun", { time: () => <RelativeTime key="time" at={newest.createdAt} /> })}
            </p>
          </div>
          <div className="min-w-72 flex-1">
            <RunChart runs={runs} />
          </div>
        </Card>
      ) : null}
      <Card>
        <LinkTabs
          label={t("views")}
          tabs={[
            { title: t("questions", { count: questions.length }), href: path, isHere: !isRuns },
            { title: t("runs.label"), href: `${path}?view=runs`, isHere: isRuns },
          ]}
        />
        {isRuns ? <Runs ctx={ctx} after={single(after)} /> : <Questions questions={questions} mayWrite={mayWrite} />}
      </Card>
    </>
  );
}

async function Questions({ questions, mayWrite }: { questions: EvaluationQuestion[]; mayWrite: boolean }) {
  const t = await getTranslations("evaluation");
  return (
    <>
      {mayWrite && questions.length < MAX_QUESTIONS ? <AddQuestion /> : null}
      {questions.length > 0 ? (
        <QuestionTable questions={questions} mayWrite={mayWrite} />
      ) : (
        <EmptyState icon={ListChecks} title={t("emptyTitle")}>
          {t("emptyText")}
        </EmptyState>
      )}
      {questions.length >= MAX_QUESTIONS ? (
        <p className="border-line border-t px-5 py-3 text-muted text-sm">{t("full", { max: MAX_QUESTIONS })}</p>
      ) : null}
    </>
  );
}

async function Runs({ ctx, after }: { ctx: MemberCtx; after: string | undefined }) {
  const t = await getTranslations("evaluation.runs");
  const { runs, nextCursor } = await orNotFound(listRuns(ctx, { limit: RUNS, ...(after && { cursor: after }) }));
  if (runs.length === 0) {
    return (
      <EmptyState icon={History} title={t("emptyTitle")}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <>
      <RunTable runs={runs} />
      <More
        first={after ? { href: withQuery(path, { view: "runs" }), text: t("newest") } : undefined}
        next={nextCursor ? { href: withQuery(path, { view: "runs", after: nextCursor }), text: t("older") } : undefined}
      />
    </>
  );
}
