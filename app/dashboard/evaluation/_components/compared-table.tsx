import { ArrowDown, ArrowUp, ListChecks } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ShownPage } from "@/app/dashboard/evaluation/_components/shown-page";
import { shownPath } from "@/components/shown-url";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import type { Change, Compared } from "@/lib/knowledge/evaluation/compare";

const order: Change[] = ["worse", "better", "same", "added"];

/** Where each question's page was found, beside the run before; what changed stands first. */
export async function ComparedTable({ results, hasBefore }: { results: Compared[]; hasBefore: boolean }) {
  const t = await getTranslations("evaluation.one");
  if (results.length === 0) {
    return (
      <EmptyState icon={ListChecks} title={t("noneTitle")}>
        {t("noneText")}
      </EmptyState>
    );
  }
  const sorted = results.toSorted((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
  return (
    <Table label={t("label")}>
      <thead>
        <tr>
          <Th>{t("question")}</Th>
          <Th className="max-md:hidden">{t("pageColumn")}</Th>
          {hasBefore ? <Th className="text-right">{t("before")}</Th> : null}
          <Th className="text-right">{t("rank")}</Th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((result) => (
          <Row key={`${result.url} ${result.question}`} result={result} hasBefore={hasBefore} />
        ))}
      </tbody>
    </Table>
  );
}

async function Row({ result, hasBefore }: { result: Compared; hasBefore: boolean }) {
  const t = await getTranslations("evaluation.one");
  const { question, url, rank, before, change, firstUrl, firstTitle } = result;
  const first = firstTitle || (firstUrl ? shownPath(firstUrl) : null);
  return (
    <tr className="align-top hover:bg-hover">
      <Td className="w-1/2 min-w-40 break-words">
        <span dir="auto" className="block">
          {question}
        </span>
        {rank === 1 ? null : (
          <span className="block text-muted text-sm">{first ? t("first", { page: first }) : t("nothingFound")}</span>
        )}
      </Td>
      <Td className="w-1/2 max-w-0 max-md:hidden">
        <ShownPage url={url} title={null} />
      </Td>
      {hasBefore ? (
        <Td className="whitespace-nowrap text-right text-muted tabular-nums">
          {before === undefined ? t("notAsked") : <Rank rank={before} />}
        </Td>
      ) : null}
      <Td className="whitespace-nowrap text-right tabular-nums">
        <span className="inline-flex items-center gap-2">
          {change === "better" ? (
            <Badge tone="good">
              <ArrowUp aria-hidden /> {t("better")}
            </Badge>
          ) : null}
          {change === "worse" ? (
            <Badge tone="bad">
              <ArrowDown aria-hidden /> {t("worse")}
            </Badge>
          ) : null}
          <Rank rank={rank} />
        </span>
      </Td>
    </tr>
  );
}

async function Rank({ rank }: { rank: number | null }) {
  const t = await getTranslations("evaluation.one");
  return rank === null ? t("missing") : t("place", { rank });
}
