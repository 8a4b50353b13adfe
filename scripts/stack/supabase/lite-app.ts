import { App, type EmailDriver, setExperimental } from "@supabase/lite";
import type { Connection } from "./database";
import { templates } from "./mail-driver";
import { storageFolder } from "./storage-folder";

export interface SupabaseKeys {
  /** Signs every access token (HS256). */
  jwtSecret: string;
  anonKey: string;
  serviceRoleKey: string;
}

export const TOKEN_LIFETIME_SECONDS = 3600;

/** @supabase/lite as the stack uses it: REST, Auth with confirmed addresses, Storage; no studio, nothing without a key. */
export function createLiteApp(
  connection: Connection,
  options: { keys: SupabaseKeys; siteUrl: string; mail: EmailDriver; storageDir: string },
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
        template: templates,
      },
    },
    options: { server: { admin: false }, drivers: { email: options.mail } },
  });
  app._storageAdapter = storageFolder(options.storageDir);
  return app;
}
