"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveDays } from "@/app/dashboard/privacy/actions";
import { callAction, useFailureText } from "@/components/call-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { RetentionPreview } from "@/lib/conversations/retention-setting";
import type { ActionError } from "@/lib/platform/http/action";
import { NextRun } from "./next-run";
import { usePreview } from "./use-preview";

/** For how long conversations are kept, and what that does before it is saved. */
export function RetentionForm({ days, preview }: { days: number; preview: RetentionPreview }) {
  const t = useTranslations("privacy");
  const { text, change, save, isPending, isChanged, error } = useDays(days);
  const seen = usePreview(text, { days, preview });
  return (
    <form
      noValidate
      className="flex flex-col items-start gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t("days")} hint={t("daysHint")} error={error}>
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={3650}
          value={text}
          onChange={(event) => change(event.target.value)}
          className="w-32"
        />
      </Field>
      <NextRun preview={seen} isSaved={!isChanged} />
      <Button type="submit" look="primary" isPending={isPending} disabled={!isChanged}>
        {t("save")}
      </Button>
    </form>
  );
}

function useDays(days: number) {
  const t = useTranslations("privacy");
  const failureText = useFailureText();
  const toast = useToast();
  const [saved, setSaved] = useState(String(days));
  const [text, setText] = useState(saved);
  const [error, setError] = useState<ActionError>();
  const [isPending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    const result = await callAction(saveDays, { days: text });
    setPending(false);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    setSaved(String(result.data.days));
    setText(String(result.data.days));
    toast(t("saved"));
  };
  const change = (next: string) => {
    setText(next);
    setError(undefined);
  };
  return {
    text,
    change,
    save,
    isPending,
    isChanged: text !== saved,
    error: error && (error.fields.days ?? failureText(error)),
  };
}
