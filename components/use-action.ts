"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/platform/http/action";
import { callAction, useFailureText } from "./call-action";

/** Runs a server action from a button, then renders the page again; a failure is shown in the corner. */
export function useAction<Input, Data>(
  run: (input: Input) => Promise<ActionResult<Data>>,
  onDone?: (data: Data) => void,
) {
  const failureText = useFailureText();
  const router = useRouter();
  const toast = useToast();
  const [isPending, startTransition] = useTransition();
  const start = (input: Input) =>
    startTransition(async () => {
      const result = await callAction(run, input);
      if (result.ok) onDone?.(result.data);
      else toast(failureText(result.error), { tone: "bad" });
      router.refresh();
    });
  return { start, isPending };
}
