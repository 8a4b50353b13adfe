import { isBackupDue, makeBackup } from "@/scripts/stack/backup";
import type { AccessTokens } from "./auth/tokens";
import type { Database } from "./database";
import { type Handler, json, pathOf } from "./http";

const LOOK_EVERY_MS = 3_600_000;
const KEEP = 5;

/** Backs the embedded database up once a day, and whenever the service role asks at POST /stack/backup. */
export function startBackups(database: Database, tokens: AccessTokens, dataDir: string) {
  let running: Promise<unknown> = Promise.resolve();

  function backUp(keep: number): Promise<string> {
    const made = running.then(() => makeBackup(dataDir, keep, whileStill));
    running = made.catch(() => {});
    return made;
  }

  const whileStill = (copy: () => Promise<void>) =>
    database.transaction(async (query) => {
      await query("checkpoint");
      await copy(); // The session is ours until the transaction ends.
    });

  const look = async () => {
    if (await isBackupDue(dataDir)) await backUp(KEEP);
  };
  const timer = setInterval(() => void look().catch((error) => console.error("[backup]", error)), LOOK_EVERY_MS);

  const api: Handler = async (request) => {
    if (pathOf(request) !== "/stack/backup" || request.method !== "POST") return undefined;
    if ((await tokens.claimsOfRequest(request))?.role !== "service_role") return json({ message: "Not allowed" }, 403);
    const keep = Number(new URL(request.url).searchParams.get("keep") ?? KEEP);
    if (!Number.isInteger(keep) || keep < 1) return json({ message: "keep is not a number of backups" }, 400);
    return json({ name: await backUp(keep) });
  };

  return {
    api,
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
