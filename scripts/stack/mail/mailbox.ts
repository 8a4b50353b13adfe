import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Mail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string().default(""),
  text: z.string().default(""),
  sentAt: z.string(),
});

/** A mail that Auth would have sent. */
export type Mail = z.infer<typeof Mail>;

/** The mails of a folder, one JSON file each, newest first. A file that is still being written is left for the next look. */
export async function readMails(mailDir: string): Promise<Mail[]> {
  const names = await readdir(mailDir).catch(() => []);
  const mails = await Promise.all(
    names.filter((name) => name.endsWith(".json")).map((name) => readMail(join(mailDir, name))),
  );
  return mails.filter((mail) => mail !== undefined).sort((one, other) => (one.sentAt < other.sentAt ? 1 : -1));
}

async function readMail(file: string): Promise<Mail | undefined> {
  try {
    return Mail.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}
