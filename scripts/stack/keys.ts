import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Keys = z.object({
  jwtSecret: z.string(),
  anonKey: z.string(),
  serviceRoleKey: z.string(),
  redisToken: z.string(),
  openaiKey: z.string(),
  appSecret: z.string(),
  cronSecret: z.string(),
  demoSiteKey: z.string(),
  demoPassword: z.string(),
});

/** What the services of one stack, and the app on top, prove themselves with. */
export type Keys = z.infer<typeof Keys>;

export const keysFile = (dataDir: string) => join(dataDir, "keys.json");

/** The keys of a data directory. Made on first use; nobody else on the machine may read them. */
export function loadKeys(dataDir: string): Keys {
  const file = keysFile(dataDir);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${JSON.stringify(randomKeys(), null, 2)}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return Keys.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Keys that nobody has used before. */
export function randomKeys(): Keys {
  return {
    jwtSecret: secret(),
    anonKey: supabaseKey("publishable"),
    serviceRoleKey: supabaseKey("secret"),
    redisToken: secret(),
    openaiKey: `sk-local-${secret()}`,
    appSecret: secret(),
    cronSecret: secret(),
    demoSiteKey: randomSiteKey(),
    demoPassword: randomBytes(9).toString("base64url"),
  };
}

/** What a website's script tag names its site by. */
export const randomSiteKey = () => `pk_${randomBytes(18).toString("base64url")}`;

function secret(): string {
  return randomBytes(32).toString("base64url");
}

/** The format of Supabase's API keys, whose last part is a checksum over the project and the rest. */
export function supabaseKey(type: "publishable" | "secret", random = randomBytes(17)): string {
  const key = `sb_${type}_${random.toString("base64url").slice(0, 22)}`;
  const checksum = createHash("sha256").update(`supabase-self-hosted|${key}`).digest("base64url").slice(0, 8);
  return `${key}_${checksum}`;
}
