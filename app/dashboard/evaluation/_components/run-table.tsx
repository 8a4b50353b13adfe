import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Table, Td, Th } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import type { EvaluationRun } from "@/lib/knowledge/evaluation/schema";

/** The runs, the newest first; a row opens the run. */
export async function RunTable({ runs }: { runs: EvaluationRun[] }) {
  const t = await getTranslations("evaluation.runs");
  const number = "whitespace-nowrap text-right tabular-nums";
  return (
    <Table label={t("label")}>
      <thead>
        <tr>
          <Th>{t("when")}</Th>
          <Th className="max-sm:hidden">{t("note")}</Th>
          <Th className="text-right">{t("questions")}</Th>
          <Th className="text-right">{t("at1")}</Th>
          <Th className="text-right">{t("at5")}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, note, questions, foundAt1, foundAt5, createdAt }) => (
          <tr key={id} className="relative hover:bg-hover">
            <Td className="whitespace-nowrap">
              <Link
                href={`/dashboard/evaluation/${id}`}
                prefetch={false}
                className="rounded-sm font-medium after:absolute after:inset-0"
              >
                <RelativeTime at={createdAt} />
              </Link>
            </Td>
            <Td dir="auto" className="w-full max-w-0 truncate text-muted max-sm:hidden">
              {note || "–"}
            </Td>
            <Td className={number}>{questions}</Td>
            <Td className={number}>
              {t("found", { found: foundAt1, share: questions > 0 ? foundAt1 / questions : 0 })}
            </Td>
            <Td className={number}>
              {t("found", { found: foundAt5, share: questions > 0 ? foundAt5 / questions : 0 })}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
