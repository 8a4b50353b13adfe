import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

class DirectoryInUse extends Error {}

/**
 * Makes this process the only user of a directory until the returned function is called or the process is gone, however
 * it went: the kernel holds the lock (SQLite's, on the file `lock`), so nothing is left behind. Throws a sentence if it
 * has one already.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(join(directory, "lock"));
  try {
    lock.exec("begin exclusive");
  } catch (cause) {
    lock.close();
    throw new DirectoryInUse(`${directory} is in use by another process. Stop that one, or choose another directory.`, {
      cause,
    });
  }
  return () => lock.close();
}

/** As `lockDirectory`; undefined where that directory has a user already. */
export function tryLockDirectory(directory: string): (() => void) | undefined {
  try {
    return lockDirectory(directory);
  } catch (error) {
    if (error instanceof DirectoryInUse) return undefined;
    throw error;
  }
}
