import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { withQuery } from "@/app/dashboard/website/_components/address";
import { FilterChip } from "@/components/filter-chip";
import { type Chosen, filterNames, path } from "./address";
import type { Choices } from "./filters";

/** What the list is kept to, each to be taken away, and how many conversations that leaves. */
export async function FilterChips({ chosen, choices, total }: { chosen: Chosen; choices: Choices; total: number }) {
  const t = await getTranslations("conversations");
  const format = await getFormatter();
  const set = filterNames.filter((name) => name !== "q" && chosen[name]);
  const textOf = (name: (typeof set)[number], value: string) => {
    if (name === "from" || name === "to") {
      const day = format.dateTime(new Date(value), { day: "numeric", month: "short", year: "numeric" });
      return t(`chip.${name}`, { day });
    }
    if (name === "q") return value;
    return choices[name].find((choice) => choice.value === value)?.text ?? value;
  };
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2 border-line border-b px-5 pb-3 text-muted text-sm">
      <p role="status" className="tabular-nums">
        {t("total", { count: total })}
      </p>
      {set.map((name) => (
        <FilterChip
          key={name}
          href={withQuery(path, { ...chosen, [name]: undefined })}
          label={t("clearOne", { filter: textOf(name, chosen[name] ?? "") })}
        >
          {textOf(name, chosen[name] ?? "")}
        </FilterChip>
      ))}
      {set.length > 0 || chosen.q ? (
        <Link
          href={withQuery(path, { view: chosen.view })}
          prefetch={false}
          scroll={false}
          className="rounded-sm text-accent-ink hover:underline"
        >
          {t("clear")}
        </Link>
      ) : null}
    </div>
  );
}
