import type { Line } from "@/app/dashboard/evaluation/_components/lines";
import { addQuestions } from "@/app/dashboard/evaluation/actions";
import type { ActionResult } from "@/lib/platform/http/action";

/** Adds questions, all or none; what is wrong with one of them is said of the whole. */
export async function addLines(lines: Line[]): Promise<ActionResult<void>> {
  const result = await addQuestions({ questions: lines });
  if (result.ok) return result;
  const [message = result.error.message] = Object.values(result.error.fields);
  return { ok: false, error: { ...result.error, message, fields: {} } };
}

export const refusal = (message: string): ActionResult<void> => ({
  ok: false,
  error: { code: "invalid", message, fields: {} },
});
