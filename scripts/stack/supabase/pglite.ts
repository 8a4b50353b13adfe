import { PGlite } from "@electric-sql/pglite";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { vector } from "@electric-sql/pglite/vector";
import { createPgliteConnection } from "@supabase/lite/pglite";
import type { Database, Query, Row } from "./database";
import { assertPatchable, patch } from "./lite-patches";
import { LockedKysely } from "./locked-kysely";
import { SessionLock } from "./session-lock";
import { isoTimestamp, NUMERIC, numberOrText, TIMESTAMP, TIMESTAMPTZ } from "./wire-types";

export interface EmbeddedDatabase extends Database {
  /** The whole database as a tar archive, to start others from. */
  dump(): Promise<Blob>;
}

/** What the only session may sort and count in memory: a worker's batch and the words of a site need no files for it. */
const WORK_MEM = "32MB";

/** Opens Postgres in this process: in `directory`, or in memory, where it may start from another one's dump. */
export async function openPglite(options: { directory?: string; snapshot?: Blob }): Promise<EmbeddedDatabase> {
  const connection = await createPgliteConnection({
    ...(options.directory && { url: options.directory }),
    pgliteOptions: {
      extensions: { vector, pg_trgm, unaccent, citext },
      startParams: [...PGlite.defaultStartParams, "-c", `work_mem=${WORK_MEM}`],
      parsers: { [TIMESTAMPTZ]: isoTimestamp, [TIMESTAMP]: isoTimestamp, [NUMERIC]: numberOrText },
      ...(options.snapshot && { loadDataDir: options.snapshot }),
    },
  });
  assertPatchable(connection);
  const pglite: PGlite = connection.driver;
  await pglite.waitReady;
  const lock = new SessionLock();
  patch(connection, "kysely", new LockedKysely(pglite, lock));
  const exec = connection.exec.bind(connection);
  patch(connection, "exec", (...args: Parameters<typeof exec>) => lock.run(() => exec(...args)));
  const runAll = connection.transaction.bind(connection);
  patch(connection, "transaction", (...args: Parameters<typeof runAll>) => lock.run(() => runAll(...args)));
  const query: Query = async (text, params) => (await pglite.query<Row>(text, params)).rows;
  const transaction = <T>(work: (query: Query) => Promise<T>) =>
    lock.run(() => inTransaction(pglite, () => work(query)));
  return {
    connection,
    query: (text, params) => lock.run(() => query(text, params)),
    transaction,
    script: (sql) => transaction(async () => void (await pglite.exec(sql))),
    listen: async (channel, heard) => {
      const later = (payload: string) =>
        lock.outside(() => void heard(payload).catch((error) => console.error(`[${channel}]`, error)));
      await lock.run(() => pglite.listen(channel, later));
    },
    dump: () => lock.run(() => pglite.dumpDataDir("none")),
    close: () => lock.run(() => connection.close()),
  };
}

async function inTransaction<T>(pglite: PGlite, work: () => Promise<T>): Promise<T> {
  await pglite.exec("begin");
  try {
    const result = await work();
    await pglite.exec("commit");
    return result;
  } catch (error) {
    await pglite.exec("rollback");
    throw error;
  }
}
