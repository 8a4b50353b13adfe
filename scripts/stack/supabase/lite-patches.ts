import { type Kysely, sql, type Transaction } from "kysely";
import type { Connection } from "./database";
import { toPostgrestError } from "./postgrest-errors";

/**
 * Members of @supabase/lite 0.10.0 that the stack replaces, by name and some of them private. Another version may call
 * them otherwise, and then a fix would be lost without a sound, so each must be there.
 */
const patched = [
  "kysely",
  "exec",
  "transaction",
  "rlsState",
  "applyJwtSessionContext",
  "applyRpcRequestGucs",
  "normalizeDbError",
] as const;

class UnknownLibraryError extends Error {
  constructor(member: string) {
    super(`@supabase/lite has no "${member}" to patch: use the version that package.json pins`);
  }
}

/** Throws unless `connection` has every member that the stack replaces. */
export function assertPatchable(connection: Connection): void {
  for (const member of patched) if (!(member in connection)) throw new UnknownLibraryError(member);
}

/** Replaces one member of the library's connection, private ones too. */
export function patch(connection: Connection, member: (typeof patched)[number], value: unknown): void {
  if (!Reflect.set(connection, member, value)) throw new UnknownLibraryError(member);
}

/** Makes the library's answers, roles and grants those of Supabase. Call it before the first request. */
export function patchConnection(connection: Connection): void {
  const normalize = connection.normalizeDbError.bind(connection);
  patch(connection, "normalizeDbError", (error: unknown) => toPostgrestError(normalize(error)));
  patch(connection, "applyJwtSessionContext", becomeRequester);
  patch(connection, "applyRpcRequestGucs", tellOfRequest);
  // Else the first request would `grant all on all tables` to the request roles and undo every revoke of the migrations.
  patch(connection, "rlsState", "active");
}

type RequestVariables = {
  auth?: { uid?: unknown; role?: string; jwt?: unknown };
  storage?: { operation?: unknown };
};

/** Takes the role and claims of a request for one transaction, in one statement where the library needs six. */
async function becomeRequester(trx: Kysely<unknown> | Transaction<unknown>, variables: RequestVariables) {
  const { auth, storage } = variables;
  const role = auth?.role || "anon";
  const claims = auth?.jwt && typeof auth.jwt === "object" ? JSON.stringify(auth.jwt) : "";
  const operation = String(storage?.operation ?? "");
  const statement = sql<{
    allowed: boolean;
  }>`select stack.become(${role}, ${String(auth?.uid ?? "")}, ${claims}, ${operation}) as allowed`;
  const { rows } = await statement.execute(trx);
  if (!rows[0]?.allowed) throw Object.assign(new Error(`permission denied to set role "${role}"`), { code: "42501" });
}

type CallVariables = { method: string; path: string; requestHeaders?: Record<string, string> };

/** Tells a function that is called what it is called by, in one statement where the library needs five. */
async function tellOfRequest(trx: Kysely<unknown>, { method, path, requestHeaders = {} }: CallVariables) {
  await sql`select set_config('request.method', ${method}, true), set_config('request.path', ${path}, true),
    set_config('request.headers', ${JSON.stringify(requestHeaders)}, true), set_config('response.status', '', true),
    set_config('response.headers', '', true)`.execute(trx);
}
