"use client";

import { usePathname, useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { EvaluationRun } from "@/lib/knowledge/evaluation/schema";

/** Which run this one is compared with. */
export function ChooseBefore({ runs, chosen }: { runs: EvaluationRun[]; chosen: string }) {
  const t = useTranslations("evaluation.one");
  const format = useFormatter();
  const router = useRouter();
  const path = usePathname();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="w-full sm:max-w-80">
      <Field label={t("compareWith")}>
        <Select
          value={chosen}
          suppressHydrationWarning
          onChange={(event) =>
            router.replace(`${path}?before=${event.target.value}` as Parameters<typeof router.replace>[0], {
              scroll: false,
            })
          }
        >
          {chosen ? null : <option value="">{t("nothing")}</option>}
          {runs.map(({ id, note, createdAt }) => (
            <option key={id} value={id} suppressHydrationWarning>
              {[format.dateTime(new Date(createdAt), { dateStyle: "medium", timeStyle: "short", timeZone }), note]
                .filter(Boolean)
                .join(" · ")}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
