import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type PostgrestSingleResponse, type SupabaseClient } from "@supabase/supabase-js";
import { type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, test } from "vitest";
import { randomKeys } from "@/scripts/stack/keys";
import { type Supabase, type SupabaseOptions, startSupabase } from "@/scripts/stack/supabase/server";
import { migratedSnapshot } from "@/scripts/stack/supabase/snapshot";
import { hasPostgres, startPostgres } from "./postgres-server";

const CACHE = join(import.meta.dirname, "../../../../.cache/supabase-tests");
export const TEST_MIGRATIONS = join(import.meta.dirname, "migrations");
export const SITE_URL = "http://app.example:3000";
export const PASSWORD = "Correct-horse-9";

// biome-ignore lint/suspicious/noExplicitAny: The schema of the tests has no generated types.
export type Client = SupabaseClient<any>;

export interface Person {
  id: string;
  email: string;
  client: Client;
}

/** A person with an organization of their own. */
export interface Owner extends Person {
  org: string;
}

/** An embedded Supabase with the schema in ./migrations, and people to use it. */
export class Instance {
  readonly keys: ReturnType<typeof randomKeys>;
  readonly mailDir: string;
  readonly #supabase: Supabase;
  readonly #after: (() => Promise<void>) | undefined;
  /** Acts with the service role. */
  readonly service: Client;

  private constructor(
    supabase: Supabase,
    { keys, mailDir, after }: { keys: ReturnType<typeof randomKeys>; mailDir: string; after?: () => Promise<void> },
  ) {
    this.#supabase = supabase;
    this.#after = after;
    this.keys = keys;
    this.mailDir = mailDir;
    this.service = this.client(keys.serviceRoleKey);
  }

  static async start(options: Partial<SupabaseOptions> = {}, after?: () => Promise<void>): Promise<Instance> {
    const keys = randomKeys();
    const mailDir = await mkdtemp(join(tmpdir(), "mail-"));
    const supabase = await startSupabase({
      port: 0,
      keys,
      siteUrl: SITE_URL,
      mailDir,
      migrationsDir: TEST_MIGRATIONS,
      ...options,
    });
    return new Instance(supabase, { keys, mailDir, ...(after && { after }) });
  }

  get url() {
    return this.#supabase.url;
  }

  get sql() {
    return this.#supabase.sql;
  }

  client(key = this.keys.anonKey): Client {
    return createClient(this.url, key, { auth: { persistSession: false, autoRefreshToken: false } });
  }

  /** Calls the API the way that a client wouldn't. */
  fetch(path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, { ...init, headers });
  }

  /** Someone with a confirmed address, signed in. */
  async newPerson(name = "Ann"): Promise<Person> {
    const email = `${name.toLowerCase()}-${randomUUID()}@example.com`;
    const account = { email, password: PASSWORD, email_confirm: true, user_metadata: { full_name: name } };
    const { data, error } = await this.service.auth.admin.createUser(account);
    if (error) throw error;
    return { id: data.user.id, email, client: await this.signIn(email) };
  }

  async newOwner(name = "Ann"): Promise<Owner> {
    const person = await this.newPerson(name);
    const organization = { p_name: `${name}'s`, p_slug: randomUUID() };
    const { id } = rows(await person.client.rpc("create_organization", organization));
    return { ...person, org: id };
  }

  /** A token of our signing, or of someone else's. */
  tokenFor(claims: JWTPayload, lifetime: string | number = "5m", secret = this.keys.jwtSecret): Promise<string> {
    const token = new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setExpirationTime(lifetime);
    return token.sign(new TextEncoder().encode(secret));
  }

  async signIn(email: string, password = PASSWORD): Promise<Client> {
    const client = this.client();
    const { error } = await client.auth.signInWithPassword({ email, password });
    if (error) throw error;
    return client;
  }

  async close(): Promise<void> {
    await this.service.removeAllChannels();
    await this.#supabase.close();
    await this.#after?.();
    await rm(this.mailDir, { recursive: true, force: true });
  }
}

/** What a query returned. Throws what it refused. */
export function rows<T>({ data, error }: PostgrestSingleResponse<T>): T {
  if (error) throw error;
  return data;
}

/** A database with the schema in ./migrations, to start from in a second. */
export const testSnapshot = () => migratedSnapshot(CACHE, TEST_MIGRATIONS);

interface Engine {
  name: string;
  isMissing: boolean;
  start(): Promise<Instance>;
}

const engines: Engine[] = [
  {
    name: "PGlite",
    isMissing: false,
    start: async () => Instance.start({ snapshot: await testSnapshot() }),
  },
  {
    name: hasPostgres ? "PostgreSQL" : "PostgreSQL, skipped: there is no postgres on the PATH",
    isMissing: !hasPostgres,
    start: async () => {
      const server = await startPostgres();
      return Instance.start({ databaseUrl: server.url }, () => server.close());
    },
  },
];

type Prepared<Given> = Given & { instance: Instance };

/**
 * A `test` that runs each check on the embedded Postgres and, where there is one, on a real PostgreSQL. A file gets one
 * instance of each, `prepare` fills it, and every check is handed both.
 */
export function onEachEngine<Given extends object>(prepare: (instance: Instance) => Promise<Given>) {
  const running = engines.map((engine) => ({ ...engine, prepared: Promise.withResolvers<Prepared<Given>>() }));
  for (const { isMissing, start, prepared } of running) {
    if (isMissing) continue;
    beforeAll(async () => {
      const instance = await start();
      prepared.resolve({ instance, ...(await prepare(instance)) });
    });
    afterAll(async () => (await prepared.promise).instance.close());
  }
  return (title: string, check: (given: Prepared<Given>) => Promise<void>) => {
    for (const { name, isMissing, prepared } of running) {
      test.skipIf(isMissing)(`${title} [${name}]`, async () => check(await prepared.promise));
    }
  };
}
