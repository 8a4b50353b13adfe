import { cleanup } from "@/lib/platform/jobs/cleanup";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { removeFiles } from "./files";

const BATCH = 500;
const FILES = 100;

const deleteUnsent = cleanup("attachments", BATCH, async ({ db }, limit) =>
  unwrap(await db.rpc("delete_unsent_attachments", { p_limit: limit })),
);

/** Removes the files of what was deleted, whoever deleted it, and says how many went. */
export const removeForgottenFiles = cleanup("attachment_files", FILES, async ({ db }, limit) => {
  const query = db.from("forgotten_files").select("path").order("created_at").limit(limit);
  const paths = unwrap(await query).map(({ path }) => path);
  if (paths.length === 0) return 0;
  await removeFiles(db, paths);
  unwrap(await db.from("forgotten_files").delete().in("path", paths));
  return paths.length;
});

/** Removes files that were never sent within a day, and those whose message is gone. */
export async function cleanUpAttachments(system: SystemCtx) {
  const { deleted: unsent } = await deleteUnsent(system);
  const { deleted: files } = await removeForgottenFiles(system);
  return { unsent, files };
}
