import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { FilterChip } from "@/components/filter-chip";
import { withQuery } from "./address";
import { type Chosen, type FilterName, filterNames } from "./search-address";
import type { Choices } from "./search-filters";

/** What the search is kept to, each to be taken away. */
export async function SearchChips({ path, chosen, choices }: { path: string; chosen: Chosen; choices: Choices }) {
  const t = await getTranslations("website.search");
  const format = await getFormatter();
  const textOf = (name: FilterName, value: string) => {
    if (name === "path") return t("chip.path", { path: value });
    if (name === "from" || name === "to") {
      const day = format.dateTime(new Date(value), { day: "numeric", month: "short", year: "numeric" });
      return t(`chip.${name}`, { day });
    }
    return choices[name].find((choice) => choice.value === value)?.text ?? value;
  };
  const set = filterNames.flatMap((name) => {
    const value = chosen[name];
    return value ? [{ name, text: textOf(name, value) }] : [];
  });
  if (set.length === 0) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2 text-sm">
      {set.map(({ name, text }) => (
        <FilterChip
          key={name}
          href={withQuery(path, { ...chosen, [name]: undefined })}
          label={t("clearOne", { filter: text })}
        >
          {text}
        </FilterChip>
      ))}
      <Link
        href={withQuery(path, { q: chosen.q })}
        prefetch={false}
        scroll={false}
        className="rounded-sm text-accent-ink hover:underline"
      >
        {t("clear")}
      </Link>
    </div>
  );
}
