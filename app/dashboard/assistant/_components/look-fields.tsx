import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { Change, Draft, Fail } from "./assistant-form";

const SUGGESTIONS = 6;

export function LookFields({ draft, change, fail }: { draft: Draft; change: Change; fail: Fail }) {
  const t = useTranslations("assistant");
  return (
    <div className="flex flex-col gap-5 px-5 pb-5">
      <Field label={t("name")} hint={t("nameHint")} error={fail("assistantName")}>
        <Input
          value={draft.assistantName}
          maxLength={60}
          onChange={(event) => change({ assistantName: event.target.value })}
        />
      </Field>
      <Field label={t("greeting")} hint={t("greetingHint")} error={fail("greeting")}>
        <Textarea
          value={draft.greeting}
          maxLength={500}
          rows={2}
          onChange={(event) => change({ greeting: event.target.value })}
        />
      </Field>
      <Field label={t("suggestions")} hint={t("suggestionsHint", { count: SUGGESTIONS })} error={fail("suggestions")}>
        <Textarea
          value={draft.suggestions.join("\n")}
          rows={4}
          onChange={(event) => change({ suggestions: event.target.value.split("\n").slice(0, SUGGESTIONS) })}
        />
      </Field>
      <Field label={t("accent")} hint={t("accentHint")} error={fail("accentColor")}>
        <span className="flex gap-2">
          <input
            type="color"
            aria-label={t("pickAccent")}
            value={/^#[0-9a-f]{6}$/.test(draft.accentColor) ? draft.accentColor : "#000000"}
            onChange={(event) => change({ accentColor: event.target.value })}
            className="h-9 w-12 cursor-pointer rounded-md border border-edge bg-surface p-1"
          />
          <Input
            value={draft.accentColor}
            maxLength={7}
            spellCheck={false}
            className="max-w-32 font-mono"
            onChange={(event) => change({ accentColor: event.target.value.toLowerCase() })}
          />
        </span>
      </Field>
      <Field label={t("contact")} hint={t("contactHint")} error={fail("contactEmail")}>
        <Input
          type="email"
          value={draft.contactEmail ?? ""}
          onChange={(event) => change({ contactEmail: event.target.value.trim() || null })}
        />
      </Field>
    </div>
  );
}
