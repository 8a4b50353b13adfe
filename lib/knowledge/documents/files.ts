import { AppError } from "@/lib/platform/errors";
import type { Db } from "@/lib/platform/supabase/db";

const BUCKET = "documents";
const LINK_SECONDS = 60;

/** Where a document's file lies, under a name that Storage takes. */
export function pathOf({ customerId, id, name }: { customerId: string; id: string; name: string }): string {
  const plain = name.normalize("NFKD").replace(/[^\w.-]+/g, "-");
  return `${customerId}/${id}/${plain.slice(-100).replace(/^[.-]+/, "")}`;
}

/** An address that takes a file once, for two hours. */
export async function signUpload({ storage }: Db, path: string): Promise<string> {
  const { data, error } = await storage.from(BUCKET).createSignedUploadUrl(path);
  if (error) throw away(error);
  return data.signedUrl;
}

/** Whether the file has arrived. */
export async function isStored({ storage }: Db, path: string): Promise<boolean> {
  const { data, error } = await storage.from(BUCKET).info(path);
  if (error && !isMissing(error)) throw away(error);
  return Boolean(data);
}

/** An address for a minute, under which a browser saves the file as `name`. */
export async function signDownload({ storage }: Db, path: string, name: string): Promise<string> {
  const { data, error } = await storage.from(BUCKET).createSignedUrl(path, LINK_SECONDS);
  if (error) throw isMissing(error) ? new AppError("not_found", "This file never arrived") : away(error);
  const url = new URL(data.signedUrl); // Storage's own option for this encodes the name twice.
  url.searchParams.set("download", name);
  return url.href;
}

/** The bytes of a file; null when it isn't there. */
export async function readStored({ storage }: Db, path: string): Promise<Buffer | null> {
  const { data, error } = await storage.from(BUCKET).download(path);
  if (error && !isMissing(error)) throw away(error);
  return data && Buffer.from(await data.arrayBuffer());
}

/** Removes a file, if it is there. */
export async function removeStored({ storage }: Db, path: string): Promise<void> {
  const { error } = await storage.from(BUCKET).remove([path]);
  if (error) throw away(error);
}

const away = (cause: Error) =>
  new AppError("unavailable", "The store for files is away for a moment, try again", { cause });

const isMissing = (error: Error) => /not.?found/i.test(error.message);
