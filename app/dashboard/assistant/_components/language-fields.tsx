import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { type Language, LanguageMode, languages } from "@/lib/accounts/schema";
import type { Change, Draft, Fail } from "./assistant-form";

const nameOf = (tag: Language) => new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;

export function LanguageFields({ draft, change, fail }: { draft: Draft; change: Change; fail: Fail }) {
  const t = useTranslations("assistant");
  return (
    <div className="flex flex-col gap-5 px-5 pb-5">
      <Field label={t("mode")} hint={t(`modes.${draft.languageMode}.note`)} error={fail("languageMode")}>
        <Select
          value={draft.languageMode}
          onChange={(event) => change({ languageMode: LanguageMode.parse(event.target.value) })}
        >
          {LanguageMode.options.map((mode) => (
            <option key={mode} value={mode}>
              {t(`modes.${mode}.title`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("defaultLanguage")} error={fail("defaultLanguage")}>
        <Select
          value={draft.defaultLanguage}
          onChange={(event) => change({ defaultLanguage: event.target.value as Language })}
        >
          {languages.map((tag) => (
            <option key={tag} value={tag}>
              {nameOf(tag)}
            </option>
          ))}
        </Select>
      </Field>
      {draft.languageMode === "single" ? null : (
        <AllowedLanguages draft={draft} change={change} error={fail("allowedLanguages")} />
      )}
    </div>
  );
}

function AllowedLanguages({ draft, change, error }: { draft: Draft; change: Change; error: string | undefined }) {
  const t = useTranslations("assistant");
  const toggle = (tag: Language, isOn: boolean) =>
    change({
      allowedLanguages: languages.filter((each) => (each === tag ? isOn : draft.allowedLanguages.includes(each))),
    });
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{t("allowed")}</legend>
      <div className="flex flex-wrap gap-2">
        {languages.map((tag) => (
          <label
            key={tag}
            className="flex h-8 cursor-pointer items-center gap-2 rounded-md border border-edge px-2.5 has-checked:border-accent-ink has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              checked={draft.allowedLanguages.includes(tag)}
              onChange={(event) => toggle(tag, event.target.checked)}
              className="accent-(--color-accent)"
            />
            {nameOf(tag)}
          </label>
        ))}
      </div>
      {error ? (
        <p role="alert" className="mt-2 text-bad text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
