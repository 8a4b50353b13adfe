import { getTranslations } from "next-intl/server";
import { RemoveQuestion } from "@/app/dashboard/evaluation/_components/remove-question";
import { ShownPage } from "@/app/dashboard/evaluation/_components/shown-page";
import { Table, Td, Th } from "@/components/ui/table";
import type { EvaluationQuestion } from "@/lib/knowledge/evaluation/schema";

/** The questions, each with the page that should answer it. */
export async function QuestionTable({ questions, mayWrite }: { questions: EvaluationQuestion[]; mayWrite: boolean }) {
  const t = await getTranslations("evaluation");
  return (
    <Table label={t("questions", { count: questions.length })} className="table-fixed">
      <thead>
        <tr>
          <Th>{t("question")}</Th>
          <Th>{t("page")}</Th>
          {mayWrite ? (
            <Th className="w-16">
              <span className="sr-only">{t("actions")}</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {questions.map((question) => (
          <tr key={question.id} className="hover:bg-hover">
            <Td dir="auto" className="break-words">
              {question.question}
            </Td>
            <Td>
              <ShownPage url={question.url} title={question.title} isMissing={question.title === null} />
            </Td>
            {mayWrite ? (
              <Td className="py-0 text-right">
                <RemoveQuestion question={question} />
              </Td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
