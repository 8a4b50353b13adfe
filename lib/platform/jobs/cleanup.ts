import { log } from "@/lib/platform/log";
import type { SystemCtx } from "./system";

/**
 * A scheduled cleanup: deletes batch after batch until one isn't full, and says how many rows went. A failure is logged
 * as an error with `alert: "cleanup_failed"` and the cleanup's name, for alarms to watch, and thrown.
 */
export function cleanup(
  name: string,
  batch: number,
  deleteBatch: (system: SystemCtx, batch: number) => Promise<number>,
): (system: SystemCtx) => Promise<{ deleted: number }> {
  return async (system) => {
    let deleted = 0;
    try {
      for (let last = batch; last === batch; deleted += last) last = await deleteBatch(system, batch);
      return { deleted };
    } catch (error) {
      log().error({ alert: "cleanup_failed", cleanup: name, deleted, error }, "A cleanup failed");
      throw error;
    }
  };
}
