import type { PgliteConnection } from "@supabase/lite/pglite";
import type { PostgresConnection } from "@supabase/lite/postgres";

/** What @supabase/lite works on. */
export type Connection = PgliteConnection | PostgresConnection;

// biome-ignore lint/suspicious/noExplicitAny: What a row holds is known to the query's author alone.
export type Row = Record<string, any>;
export type Query = (text: string, params?: unknown[]) => Promise<Row[]>;

/** One Postgres, embedded or real, seen with the superuser's eyes. */
export interface Database {
  connection: Connection;
  query: Query;
  /** Runs several statements without parameters, all or none of them. */
  script(sql: string): Promise<void>;
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** Calls `heard` with the payload of each notification, outside of any transaction. */
  listen(channel: string, heard: (payload: string) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

class Rollback extends Error {}

/** Runs `work` in a transaction that leaves no trace, and returns what it found. */
export async function inRollback<T>(database: Database, work: (query: Query) => Promise<T>): Promise<T> {
  const found: T[] = [];
  try {
    await database.transaction(async (query) => {
      found.push(await work(query));
      throw new Rollback();
    });
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
  return found[0] as T;
}
