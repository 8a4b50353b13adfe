import { unstable_rethrow } from "next/navigation";
import { type ZodType, z } from "zod";
import { type AppError, asAppError, type ErrorCode } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";

export type ActionError = {
  code: ErrorCode;
  message: string;
  /** What to change, by the name of the field. */
  fields: Record<string, string>;
};

export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: ActionError };

type Action<Ctx, Input, Output> = {
  /** Who may call: gives the context that verbs take, or throws. */
  auth: () => Promise<Ctx>;
  input: ZodType<Input>;
  run: (ctx: Ctx, input: Input) => Promise<Output>;
};

/** A server action in one value: authenticate, parse a form or an object, call one verb; failures are values. */
export function action<Ctx, Input, Output>({ auth, input, run }: Action<Ctx, Input, Output>) {
  return async (given: FormData | z.input<ZodType<Input>>): Promise<ActionResult<Output>> => {
    try {
      const ctx = await auth();
      const parsed = input.safeParse(given instanceof FormData ? Object.fromEntries(given) : given);
      if (!parsed.success) return { ok: false, error: invalid(parsed.error) };
      return { ok: true, data: await run(ctx, parsed.data) };
    } catch (thrown) {
      unstable_rethrow(thrown); // redirect() and notFound() are thrown, and Next must see them.
      return { ok: false, error: failure(thrown) };
    }
  };
}

function invalid(error: z.ZodError): ActionError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? "")] ??= issue.message;
  return { code: "invalid", message: z.prettifyError(error), fields };
}

function failure(thrown: unknown): ActionError {
  const error: AppError = asAppError(thrown);
  if (error.status >= 500) log().error({ error }, error.message);
  return { code: error.code, message: error.message, fields: {} };
}
