"use client";

import { type ReactNode, startTransition, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/platform/http/action";
import { callAction, useFailureText } from "./call-action";

/**
 * Runs a server action with a form and keeps what was typed when it fails. `fail` gives the text of a field's error.
 */
export function useForm<Data>(run: (form: FormData) => Promise<ActionResult<Data>>, onDone?: (data: Data) => void) {
  const [result, submit, isPending] = useActionState(async (_: ActionResult<Data> | null, form: FormData) => {
    const answer = await callAction(run, form);
    if (answer.ok) onDone?.(answer.data);
    return answer;
  }, null);
  const error = result && !result.ok ? result.error : undefined;
  return {
    isPending,
    error,
    fail: (field: string) => error?.fields[field],
    form: {
      action: submit,
      noValidate: true,
      onSubmit: (event: React.FormEvent<HTMLFormElement>) => {
        event.preventDefault(); // React would empty the form after its action.
        const form = new FormData(event.currentTarget);
        if (!isPending) startTransition(() => submit(form));
      },
    },
  };
}

type FormError = ReturnType<typeof useForm>["error"];

/** What went wrong with the form as a whole; failures of its fields stand beside them. */
export function FormNotice({ error }: { error: FormError }) {
  const failureText = useFailureText();
  if (!error || Object.keys(error.fields).length > 0) return null;
  return <Notice tone="bad">{failureText(error)}</Notice>;
}

export function Submit({ isPending, children }: { isPending: boolean; children: ReactNode }) {
  return (
    <Button type="submit" look="primary" size="lg" wide isPending={isPending}>
      {children}
    </Button>
  );
}
