import { join } from "node:path";
import { step } from "@/scripts/progress";
import { claimPorts, loopback, type Ports } from "./addresses";
import type { ProcessSpec } from "./child-process";
import { lockDirectory } from "./data-lock";
import { appEnvironment, isElsewhere, redisStore } from "./environment";
import { type Keys, loadKeys } from "./keys";
import { serviceProcess } from "./services";
import { type Supervisor, supervise } from "./supervisor";

export type StackOptions = {
  dataDir: string;
  /** Where the app listens, if not on its usual port; 0 takes any that is free. */
  port?: number;
  /** Whether the app knows the demo customer, and may read pages of its own. */
  demo: boolean;
  /** Hears why everything was stopped, when it was not by `stop`. */
  onGiveUp: (why: string) => void;
};

/** The stack on a data directory, which is this process's alone until `stop`. Nothing runs before `startServices`. */
export async function openStack({ dataDir, port, demo, onGiveUp }: StackOptions) {
  const release = lockDirectory(dataDir);
  const keys = loadKeys(dataDir);
  const { ports, release: releasePorts } = await claimPorts(dataDir, port).catch((error: unknown) => {
    release();
    throw error;
  });
  const logDir = join(dataDir, "logs");
  const supervisor = supervise({ logDir, onGiveUp });
  const appUrl = loopback(ports.app);
  const environment = appEnvironment({ keys, ports, demo });
  return {
    keys,
    ports,
    appUrl,
    demo,
    logDir,
    /** What the app is told; for scripts that call its services too. */
    environment,
    startServices: () => step("Starting the services", () => startServices(supervisor, { dataDir, keys, ports })),
    /** Starts the app on top, and the ticker that calls its scheduled endpoints. */
    startApp: (mode: "start" | "dev") =>
      step("Starting the app", async () => {
        await supervisor.start(appProcess(mode, ports.app, environment));
        await supervisor.start(serviceProcess("cron", { appUrl, secret: keys.cronSecret }));
      }),
    stop: async () => {
      await supervisor.stop();
      releasePorts();
      release();
    },
  };
}

export type Stack = Awaited<ReturnType<typeof openStack>>;

type Services = { dataDir: string; keys: Keys; ports: Ports };

/** Starts those that the environment doesn't name elsewhere. */
async function startServices(supervisor: Supervisor, { dataDir, keys, ports }: Services): Promise<void> {
  const { DATABASE_URL: databaseUrl } = process.env;
  const mailDir = join(dataDir, "mail");
  const database = { dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
  const specs = {
    supabase: serviceProcess("supabase", {
      port: ports.supabase,
      keys,
      siteUrl: loopback(ports.app),
      mailDir,
      ...database,
    }),
    redis: serviceProcess("redis", { port: ports.redis, token: keys.redisToken, ...redisStore(dataDir) }),
    model: serviceProcess("model", { port: ports.model, apiKey: keys.openaiKey }),
    mail: serviceProcess("mail", { port: ports.mail, mailDir }),
  };
  const wanted = Object.values(specs).filter(({ name }) => !isElsewhere(name));
  await Promise.all(wanted.map((spec) => supervisor.start(spec)));
}

/** Next.js itself: it knows nothing of the stack. */
export function appProcess(mode: "start" | "dev", port: number, env: Record<string, string>): ProcessSpec {
  const next = join("node_modules", "next", "dist", "bin", "next");
  const guard = join(import.meta.dirname, "exit-with-parent.mjs");
  return {
    name: "app",
    args: ["--import", guard, next, mode, "-H", "127.0.0.1", "-p", String(port)],
    env: { ...env, NODE_ENV: mode === "start" ? "production" : "development", NEXT_TELEMETRY_DISABLED: "1" },
    health: `${loopback(port)}/api/health`,
  };
}
