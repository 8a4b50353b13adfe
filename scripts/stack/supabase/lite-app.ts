import { join } from "node:path";
import { App, setExperimental } from "@supabase/lite";
import type { Connection } from "./database";
import { mailFolder } from "./mail-driver";
import { storageFolder } from "./storage-folder";

export interface SupabaseKeys {
  /** Signs every access token (HS256). */
  jwtSecret: string;
  anonKey: string;
  serviceRoleKey: string;
}

export const TOKEN_LIFETIME_SECONDS = 3600;

const TEMPLATES = join(import.meta.dirname, "../../../supabase/templates");

const mail = (subject: string, file: string) => ({ subject, content_path: join(TEMPLATES, file) });

/** @supabase/lite as the stack uses it: REST, Auth with confirmed addresses, Storage; no studio, nothing without a key. */
export function createLiteApp(
  connection: Connection,
  options: { keys: SupabaseKeys; siteUrl: string; mailDir: string; storageDir: string },
): App {
  setExperimental("storage", true);
  const { keys, siteUrl } = options;
  const app = new App({
    connection,
    api: { max_rows: 1000, schemas: ["public"] },
    storage: { enabled: true, file_size_limit: "50MiB" },
    studio: { enabled: false },
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      jwt_expiry: TOKEN_LIFETIME_SECONDS,
      publishable_key: keys.anonKey,
      secret_key: keys.serviceRoleKey,
      site_url: siteUrl,
      additional_redirect_urls: [`${siteUrl}/**`],
      minimum_password_length: 8,
      email: {
        enable_confirmations: true,
        template: {
          confirmation: mail("Confirm your email address", "confirmation.html"),
          recovery: mail("Choose a new password", "recovery.html"),
          magic_link: mail("Sign in to Omniops", "magic-link.html"),
          email_change: mail("Confirm your new email address", "email-change.html"),
          invite: mail("You are invited to Omniops", "invite.html"),
        },
      },
    },
    options: { server: { admin: false }, drivers: { email: mailFolder(options.mailDir) } },
  });
  app._storageAdapter = storageFolder(options.storageDir);
  return app;
}
