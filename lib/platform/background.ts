import { after } from "next/server";
import { log } from "./log";

/** Lets work go on beside the answer and after it. A failure is logged as `what` and interrupts nothing. */
export function background(what: string, work: Promise<unknown>): void {
  const settled = work.catch((error: unknown) => log().warn({ error }, what));
  try {
    after(settled);
  } catch {
    // Outside a request nothing ends before the work does.
  }
}
