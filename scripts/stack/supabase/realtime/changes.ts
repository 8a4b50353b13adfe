import type { Claims } from "@/scripts/stack/supabase/auth/tokens";
import type { Database, Row } from "@/scripts/stack/supabase/database";
import type { Binding } from "./channel";
import { matches } from "./filter";
import type { Hub } from "./hub";
import { visibleColumns } from "./rights";

/** Sends committed changes, in order, to the channels that want and may see them. */
export async function watchChanges(database: Database, hub: Hub): Promise<void> {
  let last: Promise<void> = Promise.resolve();
  await database.listen("realtime_changes", () => {
    last = last.then(() => deliver(database, hub)).catch((error) => console.error("[realtime]", error));
    return last;
  });
}

async function deliver(database: Database, hub: Hub): Promise<void> {
  const changes = await database.query(
    "with gone as (delete from realtime.changes returning *) select * from gone order by id",
  );
  for (const change of changes) await deliverOne(database, hub, change);
}

async function deliverOne(database: Database, hub: Hub, change: Row): Promise<void> {
  const asked = new Map<string, Promise<Set<string>>>();
  const columnsFor = (claims: Claims) => {
    const person = JSON.stringify(claims);
    const columns = asked.get(person) ?? visibleColumns(database, claims, change);
    asked.set(person, columns);
    return columns;
  };
  for (const channel of hub) {
    if (!channel.bindings.some((binding) => wants(binding, change))) continue;
    const seen = await seenBy(channel.claims, change, columnsFor);
    if (!seen) continue;
    // Once more, so that no filter tells what a hidden column holds.
    const ids = channel.bindings.filter((binding) => wants(binding, seen)).map(({ id }) => id);
    if (ids.length > 0) channel.socket.push(channel.topic, "postgres_changes", { ids, data: eventOf(seen) });
  }
}

function wants({ event, schema, table, filter }: Binding, change: Row): boolean {
  if (event !== "*" && event !== change.type) return false;
  if (schema !== "*" && schema !== change.schema_name) return false;
  if (table !== "*" && table !== change.table_name) return false;
  return matches(filter, change.type === "DELETE" ? change.old_record : change.record);
}

type Columns = (claims: Claims) => Promise<Set<string>>;

/** A change as someone may see it; undefined where the row is hidden. Of a deleted row there is only the key. */
async function seenBy(claims: Claims, change: Row, columnsFor: Columns): Promise<Row | undefined> {
  if (change.type === "DELETE" || claims.role === "service_role") return change;
  const columns = await columnsFor(claims);
  if (columns.size === 0) return undefined;
  const visible = (record: object | null) =>
    record && Object.fromEntries(Object.entries(record).filter(([name]) => columns.has(name)));
  return { ...change, record: visible(change.record), old_record: visible(change.old_record) };
}

function eventOf(change: Row): object {
  return {
    schema: change.schema_name,
    table: change.table_name,
    commit_timestamp: change.committed_at,
    type: change.type,
    columns: [], // Without their types the client takes the values as they are.
    errors: null,
    record: change.record ?? {},
    ...(change.type !== "INSERT" && { old_record: change.old_record ?? {} }),
  };
}
