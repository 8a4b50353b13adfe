"use client";

import { useTranslations } from "next-intl";
import { type Choice, ChoiceFilter, DayFilters, Filters } from "@/components/filters";

export type Choices = Record<"language" | "site" | "mood" | "channel", Choice[]>;

/** What the list of conversations can be kept to. */
export function InboxFilters({ choices }: { choices: Choices }) {
  const t = useTranslations("conversations");
  return (
    <Filters label={t("filter")}>
      {(["language", "site", "mood", "channel"] as const)
        .filter((name) => choices[name].length > (name === "channel" ? 0 : 1))
        .map((name) => (
          <ChoiceFilter key={name} name={name} label={t(`by.${name}`)} any={t(`any.${name}`)} choices={choices[name]} />
        ))}
      <DayFilters from={t("by.from")} to={t("by.to")} />
    </Filters>
  );
}
