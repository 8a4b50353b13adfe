import { randomUUID } from "node:crypto";
import type { Claims } from "@/scripts/stack/supabase/auth/tokens";
import { type Database, inRollback, type Query, type Row } from "@/scripts/stack/supabase/database";

const EXTENSIONS = ["broadcast", "presence"] as const;
type Extension = (typeof EXTENSIONS)[number];

/** What someone may do in a channel. */
export interface Rights {
  read: Record<Extension, boolean>;
  write: Record<Extension, boolean>;
}

const NONE: Rights = { read: { broadcast: false, presence: false }, write: { broadcast: false, presence: false } };
export const ALL: Rights = { read: { broadcast: true, presence: true }, write: { broadcast: true, presence: true } };

/**
 * The rights in a private channel. The project's policies on realtime.messages decide: who would see a row of the topic
 * may read, who could insert one may write.
 */
export async function rightsIn(database: Database, claims: Claims, topic: string): Promise<Rights> {
  return inRollback(database, async (query) => {
    const probes = Object.fromEntries(EXTENSIONS.map((extension) => [extension, randomUUID()]));
    for (const [extension, id] of Object.entries(probes)) {
      await query("insert into realtime.messages (id, topic, extension, private) values ($1, $2, $3, true)", [
        id,
        topic,
        extension,
      ]);
    }
    if (!(await become(query, claims, topic))) return NONE;
    const rows = await query("select extension from realtime.messages where id = any ($1)", [Object.values(probes)]);
    const visible = new Set(rows.map((row) => row.extension));
    return {
      read: { broadcast: visible.has("broadcast"), presence: visible.has("presence") },
      write: {
        broadcast: await mayInsert(query, topic, "broadcast"),
        presence: await mayInsert(query, topic, "presence"),
      },
    };
  }).catch(() => NONE); // A role without any right on the table can't even ask.
}

async function mayInsert(query: Query, topic: string, extension: Extension): Promise<boolean> {
  await query("savepoint probe");
  const inserted = await query("insert into realtime.messages (topic, extension, private) values ($1, $2, true)", [
    topic,
    extension,
  ]).then(
    () => true,
    () => false,
  );
  await query("rollback to probe");
  return inserted;
}

/** Takes on someone's role and claims for the rest of the transaction. False if nobody may have that role. */
async function become(query: Query, claims: Claims, topic = ""): Promise<boolean> {
  const [row] = await query(
    "select stack.become($1, $2, $3, '') as allowed, set_config('realtime.topic', $4, true) as topic",
    [claims.role ?? "anon", claims.sub ?? "", JSON.stringify(claims), topic],
  );
  return row?.allowed === true;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The columns of a changed row that someone may see now; none if the row is hidden or gone. */
export async function visibleColumns(database: Database, claims: Claims, change: Row): Promise<Set<string>> {
  const key: Record<string, unknown> = change.key ?? {};
  const names = Object.keys(key);
  if (names.length === 0) return new Set();
  const table = `${quoted(change.schema_name)}.${quoted(change.table_name)}`;
  const isTheRow = names.map((name, i) => `${quoted(name)}::text = $${i + 2}`).join(" and ");
  const columns = await inRollback(database, async (query) => {
    if (!(await become(query, claims))) return [];
    return query(
      `select attname::text as name from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped
         and has_column_privilege(attrelid, attnum, 'select') and exists (select from ${table} where ${isTheRow})`,
      [table, ...names.map((name) => String(key[name]))],
    );
  }).catch(() => []);
  return new Set(columns.map((column) => column.name));
}
