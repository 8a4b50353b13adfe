"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ActionError, ActionResult } from "@/lib/platform/http/action";

/** Nobody answered; the page says so in its own words. */
export const unreachable: ActionError = { code: "unavailable", message: "", fields: {} };

/** Calls a server action; a server that can't be reached is a failure like others. */
export async function callAction<Input, Data>(
  run: (input: Input) => Promise<ActionResult<Data>>,
  input: Input,
): Promise<ActionResult<Data>> {
  try {
    return await run(input);
  } catch (thrown) {
    unstable_rethrow(thrown); // A redirect is thrown, and Next must see it.
    return { ok: false, error: unreachable };
  }
}

/** What to tell about a failure: the server's own words where it has chosen some. */
export function useFailureText() {
  const t = useTranslations("errors");
  return ({ code, message }: Pick<ActionError, "code" | "message">) =>
    code === "internal" ? t("internal") : message || t("offline");
}
