import { createPostgresConnection } from "@supabase/lite/postgres";
import type { Database, Query } from "./database";
import { assertPatchable } from "./lite-patches";
import { isoTimestamp, NUMERIC, numberOrText, TIMESTAMP, TIMESTAMPTZ } from "./wire-types";

const JSON_TYPE = 114;
const JSONB = 3802;

// The library hands over JSON as text; the driver's own serializer would encode it a second time.
const asJson = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const asIs = (value: unknown) => value;

const types = {
  json: { to: JSON_TYPE, from: [JSON_TYPE], serialize: asJson, parse: JSON.parse },
  jsonb: { to: JSONB, from: [JSONB], serialize: asJson, parse: JSON.parse },
  timestamptz: { to: TIMESTAMPTZ, from: [TIMESTAMPTZ], serialize: asIs, parse: isoTimestamp },
  timestamp: { to: TIMESTAMP, from: [TIMESTAMP], serialize: asIs, parse: isoTimestamp },
  numeric: { to: NUMERIC, from: [NUMERIC], serialize: String, parse: numberOrText },
};

interface Session {
  unsafe(text: string, params?: never[]): Promise<Iterable<Record<string, unknown>>>;
}

/** Uses a real Postgres. The URL's user must be a superuser: it creates roles and takes on theirs. */
export function openPostgres(url: string): Database {
  const connection = createPostgresConnection({ url, postgresOptions: { max: 10, onnotice: () => {}, types } });
  assertPatchable(connection);
  const sql = connection.driver;
  const queryOn =
    (session: Session): Query =>
    async (text, params = []) => [...(await session.unsafe(text, params as never[]))];
  const transaction = async <T>(work: (query: Query) => Promise<T>) => {
    const results: T[] = [];
    await sql.begin(async (session) => void results.push(await work(queryOn(session))));
    return results[0] as T;
  };
  return {
    connection,
    query: queryOn(sql),
    transaction,
    script: async (text) => void (await sql.begin((session) => session.unsafe(text).simple())),
    listen: async (channel, heard) => {
      await sql.listen(
        channel,
        (payload) => void heard(payload).catch((error) => console.error(`[${channel}]`, error)),
      );
    },
    close: () => connection.close(),
  };
}
