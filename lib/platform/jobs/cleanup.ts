import { log } from "@/lib/platform/log";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { SystemCtx } from "./system";

/**
 * A scheduled cleanup: deletes batch after batch until one isn't full, and says how many rows went. Each run is recorded
 * for the review of what is kept. A failure is logged as an error with `alert: "cleanup_failed"` and the cleanup's name,
 * for alarms to watch, and thrown.
 */
export function cleanup(
  name: string,
  batch: number,
  deleteBatch: (system: SystemCtx, batch: number) => Promise<number>,
): (system: SystemCtx) => Promise<{ deleted: number }> {
  return async (system) => {
    const began = performance.now();
    let deleted = 0;
    const record = (failed: boolean) => recordRun(system, { name, began, deleted, failed });
    try {
      for (let last = batch; last === batch; deleted += last) last = await deleteBatch(system, batch);
      await record(false);
      return { deleted };
    } catch (error) {
      await record(true);
      log().error({ alert: "cleanup_failed", cleanup: name, deleted, error }, "A cleanup failed");
      throw error;
    }
  };
}

type Run = { name: string; began: number; deleted: number; failed: boolean };

/** Never fails: what was deleted is deleted. */
async function recordRun({ db }: SystemCtx, { name, began, deleted, failed }: Run): Promise<void> {
  const took = Math.round(performance.now() - began);
  try {
    const run = { p_cleanup: name, p_took_ms: took, p_deleted: deleted, p_failed: failed };
    unwrap(await db.rpc("record_cleanup", run));
  } catch (error) {
    log().warn({ error, cleanup: name }, "A cleanup was not recorded");
  }
}
