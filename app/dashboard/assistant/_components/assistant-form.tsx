"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveAssistant } from "@/app/dashboard/assistant/actions";
import { callAction, useFailureText } from "@/components/call-action";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { CustomerConfig } from "@/lib/accounts/schema";
import type { ActionError } from "@/lib/platform/http/action";
import { LanguageFields } from "./language-fields";
import { LookFields } from "./look-fields";
import { Preview } from "./preview";

export type Draft = CustomerConfig;
export type Change = (change: Partial<Draft>) => void;
export type Fail = (field: keyof Draft) => string | undefined;

/** How the assistant looks and speaks, with a picture of it that follows along. */
export function AssistantForm({ config }: { config: CustomerConfig }) {
  const t = useTranslations("assistant");
  const { draft, change, save, isPending, isChanged, error } = useDraft(config);
  const failureText = useFailureText();
  const fail: Fail = (field) => error?.fields[field];
  return (
    <form
      noValidate
      className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="flex flex-col gap-6">
        {error && Object.keys(error.fields).length === 0 ? <Notice tone="bad">{failureText(error)}</Notice> : null}
        <Card>
          <CardHeader title={t("lookTitle")} note={t("lookNote")} />
          <LookFields draft={draft} change={change} fail={fail} />
        </Card>
        <Card>
          <CardHeader title={t("languageTitle")} note={t("languageNote")} />
          <LanguageFields draft={draft} change={change} fail={fail} />
        </Card>
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" size="lg" isPending={isPending} disabled={!isChanged}>
            {t("save")}
          </Button>
          <span className="text-muted">{isChanged ? t("unsaved") : ""}</span>
        </div>
      </div>
      <Preview draft={draft} />
    </form>
  );
}

function useDraft(config: CustomerConfig) {
  const t = useTranslations("assistant");
  const toast = useToast();
  const [saved, setSaved] = useState(config);
  const [draft, setDraft] = useState(config);
  const [error, setError] = useState<ActionError>();
  const [isPending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    const suggestions = draft.suggestions.map((text) => text.trim()).filter(Boolean);
    const result = await callAction(saveAssistant, { ...draft, suggestions });
    setPending(false);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) return;
    setSaved(result.data);
    setDraft(result.data);
    toast(t("saved"));
  };
  return {
    draft,
    change: (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change })),
    save,
    isPending,
    isChanged: JSON.stringify(draft) !== JSON.stringify(saved),
    error,
  };
}
