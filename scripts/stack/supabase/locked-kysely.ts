import type { PGlite } from "@electric-sql/pglite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionBuilder,
} from "kysely";
import type { SessionLock } from "./session-lock";
import { parameterSerializers } from "./wire-types";

/**
 * Kysely over one PGlite session. @supabase/lite's own hands out any number of "connections" over that session, so two
 * overlapping requests would share a transaction: its role, its claims and its rollback.
 */
export class LockedKysely<DB> extends Kysely<DB> {
  readonly #lock: SessionLock;

  constructor(pglite: PGlite, lock: SessionLock) {
    super({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new LockedDriver(pglite, lock),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    this.#lock = lock;
  }

  override transaction(): TransactionBuilder<DB> {
    const builder = super.transaction();
    const execute = builder.execute.bind(builder);
    // Queries that the body sends past its transaction would else wait for the transaction to end.
    builder.execute = (body) => execute((trx) => this.#lock.hold(() => body(trx)));
    return builder;
  }
}

class LockedDriver implements Driver {
  readonly #pglite: PGlite;
  readonly #lock: SessionLock;

  constructor(pglite: PGlite, lock: SessionLock) {
    this.#pglite = pglite;
    this.#lock = lock;
  }

  async acquireConnection(): Promise<SessionConnection> {
    return this.#lock.isHeldHere
      ? new SessionConnection(this.#pglite)
      : new SessionConnection(this.#pglite, await this.#lock.acquire());
  }

  async releaseConnection(connection: SessionConnection): Promise<void> {
    connection.release?.();
  }

  beginTransaction = (connection: SessionConnection) => connection.say("begin", "savepoint inner_transaction");
  commitTransaction = (connection: SessionConnection) => connection.say("commit", "release inner_transaction");
  rollbackTransaction = (connection: SessionConnection) => connection.say("rollback", "rollback to inner_transaction");

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}
}

class SessionConnection implements DatabaseConnection {
  readonly #pglite: PGlite;
  readonly release: (() => void) | undefined;

  constructor(pglite: PGlite, release?: () => void) {
    this.#pglite = pglite;
    this.release = release;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const options = { serializers: parameterSerializers };
    const { rows, affectedRows } = await this.#pglite.query<R>(sql, [...parameters], options);
    return affectedRows === undefined ? { rows } : { rows, numAffectedRows: BigInt(affectedRows) };
  }

  // biome-ignore lint/correctness/useYield: The interface asks for it, and PGlite can't.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("PGlite doesn't stream");
  }

  /** A connection that joined a transaction has nothing to release and opens a savepoint in it instead. */
  async say(outer: string, inner: string): Promise<void> {
    await this.executeQuery(CompiledQuery.raw(this.release ? outer : inner));
  }
}
