import { AppError } from "@/lib/platform/errors";
import type { Db } from "@/lib/platform/supabase/db";

const BUCKET = "attachments";

/** Stores a file, once. */
export async function putFile({ storage }: Db, path: string, bytes: Buffer, contentType: string): Promise<void> {
  const { error } = await storage.from(BUCKET).upload(path, bytes, { contentType });
  if (error) throw away(error);
}

/** The bytes of a file; null when it isn't there. */
export async function getFile({ storage }: Db, path: string): Promise<Buffer | null> {
  const { data, error } = await storage.from(BUCKET).download(path);
  if (error && !/not.?found/i.test(error.message)) throw away(error);
  return data && Buffer.from(await data.arrayBuffer());
}

/** Removes files, as far as they are there. */
export async function removeFiles({ storage }: Db, paths: string[]): Promise<void> {
  const { error } = await storage.from(BUCKET).remove(paths);
  if (error) throw away(error);
}

const away = (cause: Error) =>
  new AppError("unavailable", "The store for files is away for a moment, try again", { cause });
