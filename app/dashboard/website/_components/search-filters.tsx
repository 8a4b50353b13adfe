"use client";

import { useTranslations } from "next-intl";
import { type Choice, ChoiceFilter, DayFilters, Filters, TextFilter } from "@/components/filters";

export type Choices = Record<"site" | "kind" | "language", Choice[]>;

/** What a search can be kept to. */
export function SearchFilters({ choices }: { choices: Choices }) {
  const t = useTranslations("website.search");
  return (
    <Filters label={t("filter")}>
      {(["site", "kind", "language"] as const)
        .filter((name) => choices[name].length > 1)
        .map((name) => (
          <ChoiceFilter key={name} name={name} label={t(`by.${name}`)} any={t(`any.${name}`)} choices={choices[name]} />
        ))}
      <TextFilter name="path" label={t("by.path")} placeholder={t("pathExample")} />
      <DayFilters from={t("by.from")} to={t("by.to")} />
    </Filters>
  );
}
