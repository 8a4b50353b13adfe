import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Makes this process the only user of a directory until the returned function is called or the process is gone, however
 * it went: the kernel holds the lock (SQLite's, on the file `lock`), so nothing is left behind. Throws a sentence if
 * another process has it.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(join(directory, "lock"));
  try {
    lock.exec("begin exclusive");
  } catch (cause) {
    lock.close();
    throw new Error(`${directory} is in use by another process. Stop that one, or choose another directory.`, {
      cause,
    });
  }
  return () => lock.close();
}
