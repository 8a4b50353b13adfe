import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { lockDirectory } from "@/scripts/stack/data-lock";
import { close, listen } from "@/scripts/stack/listen";
import { authAdmin } from "./auth/admin";
import { anonymousSignUp } from "./auth/anonymous";
import { resendConfirmation } from "./auth/resend";
import { signIn } from "./auth/sign-in";
import { AccessTokens } from "./auth/tokens";
import { startAutovacuum } from "./autovacuum";
import { startBackups } from "./backups";
import type { Database, Query } from "./database";
import { firstOf, type Handler, json, pathOf, withCors } from "./http";
import { createLiteApp, type SupabaseKeys } from "./lite-app";
import { mailFolder, templateMails } from "./mail-driver";
import { oneObject } from "./one-object";
import { openPglite } from "./pglite";
import { openPostgres } from "./postgres";
import { MIGRATIONS, prepareDatabase } from "./prepare";
import { startRealtime } from "./realtime/realtime";
import { storageApi } from "./storage-api";

export interface SupabaseOptions {
  /** 0 takes any free port. */
  port: number;
  keys: SupabaseKeys;
  /** Where the app runs: mails link there. */
  siteUrl: string;
  mailDir: string;
  /** Where to keep data; without it and `databaseUrl` all is in memory and gone with the process. */
  dataDir?: string;
  /** A real Postgres to use, as superuser. Files of Storage stay in `dataDir`. */
  databaseUrl?: string;
  /** An in-memory database's `dump()` to start from. */
  snapshot?: Blob;
  migrationsDir?: string;
}

export interface Supabase {
  url: string;
  /** Runs SQL as superuser, past row level security. */
  sql: Query;
  close(): Promise<void>;
}

/** Longer than clients keep idle connections, so that none sends a request on one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;

/** Starts Supabase on loopback, with all migrations applied. Resolves when it listens. */
export async function startSupabase(options: SupabaseOptions): Promise<Supabase> {
  await using opened = new AsyncDisposableStack(); // Closes what is open when a later step fails.
  const home = await openHome(options.dataDir);
  opened.defer(home.leave);
  const database = await openDatabase(options, home.directory);
  opened.defer(database.close);
  if (!options.databaseUrl) opened.defer(startAutovacuum(database.query));
  const { url, close } = await serve(database, options, home.directory);
  opened.defer(close);
  const running = opened.move();
  return { url, sql: database.query, close: () => running.disposeAsync() };
}

async function openDatabase(options: SupabaseOptions, home: string): Promise<Database> {
  if (options.databaseUrl) return openPostgres(options.databaseUrl);
  return openPglite({
    ...(options.dataDir && { directory: join(home, "postgres") }),
    ...(options.snapshot && { snapshot: options.snapshot }),
  });
}

interface Home {
  directory: string;
  leave(): Promise<void>;
}

/** A directory of our own: the lock matters, because PGlite takes none and two processes on its files lose rows. */
async function openHome(dataDir: string | undefined): Promise<Home> {
  if (!dataDir) {
    const directory = await mkdtemp(join(tmpdir(), "supabase-"));
    return { directory, leave: () => rm(directory, { recursive: true, force: true }) };
  }
  const directory = join(dataDir, "supabase");
  const release = lockDirectory(directory);
  return { directory, leave: async () => release() };
}

async function serve(database: Database, options: SupabaseOptions, home: string) {
  const { keys, siteUrl } = options;
  const mail = mailFolder(options.mailDir);
  const app = createLiteApp(database.connection, { keys, siteUrl, mail, storageDir: join(home, "storage") });
  await prepareDatabase(database, app, options.migrationsDir ?? MIGRATIONS);
  const library = async (request: Request) => app.fetch(request);
  const tokens = new AccessTokens(database, keys);
  const handlers: Handler[] = [health(database), hidden];
  const server = createAdaptorServer({ fetch: withCors(firstOf(handlers)) }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const realtime = await startRealtime(database, tokens, server);
  const url = await listen(server, options.port);
  const site = { url, siteUrl, mails: templateMails(mail, siteUrl) };
  const { dataDir, databaseUrl } = options;
  const backups = dataDir && !databaseUrl ? startBackups(database, tokens, dataDir) : undefined;
  if (backups) handlers.push(backups.api);
  handlers.push(
    realtime.rest,
    anonymousSignUp(database, tokens),
    authAdmin(database, tokens, site),
    resendConfirmation(database, tokens, site),
    signIn(tokens, library),
    storageApi(library),
    oneObject(library),
  );
  return {
    url,
    close: async () => {
      realtime.close();
      await close(server);
      await backups?.close();
    },
  };
}

function health(database: Database): Handler {
  return async (request) => {
    if (pathOf(request) !== "/health") return undefined;
    try {
      await database.query("select 1");
      return json({ status: "ok" });
    } catch {
      return json({ status: "down" }, 503);
    }
  };
}

/** The library's own pages show schema and connection to anyone who asks. */
const hidden: Handler = async (request) =>
  pathOf(request).startsWith("/_system") ? json({ message: "Not found" }, 404) : undefined;
