import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmailDriver, EmailMessage } from "@supabase/lite";

/** Mails of Supabase Auth, as hosted projects and `supabase start` use them too. */
const TEMPLATES = join(import.meta.dirname, "../../../supabase/templates");

export const templates = {
  confirmation: { subject: "Confirm your email address", content_path: join(TEMPLATES, "confirmation.html") },
  recovery: { subject: "Choose a new password", content_path: join(TEMPLATES, "recovery.html") },
  magic_link: { subject: "Sign in to Omniops", content_path: join(TEMPLATES, "magic-link.html") },
  email_change: { subject: "Confirm your new email address", content_path: join(TEMPLATES, "email-change.html") },
  invite: { subject: "You are invited to Omniops", content_path: join(TEMPLATES, "invite.html") },
};

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

export interface TemplateMails {
  send(template: keyof typeof templates, email: string, tokenHash: string): Promise<void>;
}

/** Sends mails that the library has a template for and doesn't send itself. */
export function templateMails(driver: EmailDriver, siteUrl: string): TemplateMails {
  return {
    async send(name, email, tokenHash) {
      const { subject, content_path } = templates[name];
      const values: Record<string, string> = { SiteURL: siteUrl, Email: email, TokenHash: tokenHash };
      const template = await readFile(content_path, "utf8");
      const html = template.replace(/\{\{ \.(\w+) \}\}/g, (_, name: string) => escapeHtml(values[name] ?? ""));
      await driver.send({ to: email, subject, html });
    },
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
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
