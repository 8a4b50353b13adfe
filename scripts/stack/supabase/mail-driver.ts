import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmailDriver, EmailMessage } from "@supabase/lite";

/** Delivers each mail as one JSON file in `directory`, whose name sorts by time. A reader never sees half a file. */
export function mailFolder(directory: string): EmailDriver {
  return {
    async send({ to, subject, html = "" }: EmailMessage) {
      await mkdir(directory, { recursive: true });
      const sentAt = new Date();
      const id = `${sentAt.getTime()}-${randomUUID()}`;
      const mail = { id, to, subject, html, text: plainText(html), sentAt: sentAt.toISOString() };
      const draft = join(directory, `.${id}.tmp`);
      await writeFile(draft, JSON.stringify(mail, null, 2));
      await rename(draft, join(directory, `${id}.json`));
    },
  };
}

/** What a mail says, for readers without HTML; links are followed by their address. */
function plainText(html: string): string {
  return html
    .replace(/<(style|head)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a\s*>/gi, "$2: $1")
    .replace(/<[^>]+>/g, "")
    .replace(/&amp;/g, "&")
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}
