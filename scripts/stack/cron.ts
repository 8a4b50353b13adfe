import { readFileSync } from "node:fs";
import { z } from "zod";
import { isDue } from "./schedule";

const CALL_TIMEOUT_MS = 300_000;
const MINUTE_MS = 60_000;

const Crons = z.array(z.object({ path: z.string().startsWith("/"), schedule: z.string() }));
const VercelConfig = z.object({ crons: Crons });

export type CronSettings = { appUrl: string; secret: string };

/** Calls the endpoints of vercel.json at their times, as Vercel does, until closed. */
export function startCron(settings: CronSettings) {
  const tick = ticker(settings, readCrons());
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(
      () => {
        void tick(new Date());
        wait();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    );
  };
  wait();
  return { close: () => clearTimeout(timer) };
}

/** What vercel.json schedules. */
export function readCrons() {
  return VercelConfig.parse(JSON.parse(readFileSync("vercel.json", "utf8"))).crons;
}

/**
 * A function to call once a minute: it calls what is due, and settles when those calls have ended. An endpoint that is
 * still busy with an earlier call is left alone.
 */
export function ticker({ appUrl, secret }: CronSettings, crons: z.infer<typeof Crons>) {
  const busy = new Set<string>();

  async function call(path: string): Promise<void> {
    busy.add(path);
    const started = Date.now();
    const outcome = await fetch(new URL(path, appUrl), {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    }).then(
      async (response) => `${response.status} ${await response.text()}`,
      (error: unknown) => `failed: ${error}`,
    );
    console.log(`${new Date(started).toISOString()} GET ${path} ${outcome.slice(0, 500)} (${Date.now() - started} ms)`);
    busy.delete(path);
  }

  return async (at: Date): Promise<void> => {
    const due = crons.filter(({ path, schedule }) => !busy.has(path) && isDue(schedule, at));
    await Promise.all(due.map(({ path }) => call(path)));
  };
}
