import type { Claims } from "@/scripts/stack/supabase/auth/tokens";
import type { Database, Row } from "@/scripts/stack/supabase/database";
import type { Binding, Channel } from "./channel";
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
    const person = JSON.stringify([claims.role, claims.sub, claims.app_metadata]);
    const columns = asked.get(person) ?? visibleColumns(database, claims, change);
    asked.set(person, columns);
    return columns;
  };
  for (const channel of hub) {
    const ids = channel.bindings.filter((binding) => wants(binding, change)).map(({ id }) => id);
    if (ids.length === 0) continue;
    const record = await recordFor(channel, change, columnsFor);
    if (record) channel.socket.push(channel.topic, "postgres_changes", { ids, data: eventOf(change, record) });
  }
}

function wants({ event, schema, table, filter }: Binding, change: Row): boolean {
  if (event !== "*" && event !== change.type) return false;
  if (schema !== "*" && schema !== change.schema_name) return false;
  if (table !== "*" && table !== change.table_name) return false;
  return matches(filter, change.type === "DELETE" ? change.old_record : change.record);
}

type Columns = (claims: Claims) => Promise<Set<string>>;

/** The part of the changed row that the channel's owner may see; undefined if there is none. */
async function recordFor({ claims }: Channel, change: Row, columnsFor: Columns): Promise<object | undefined> {
  if (change.type === "DELETE") return {};
  if (claims.role === "service_role") return change.record;
  const columns = await columnsFor(claims);
  if (columns.size === 0) return undefined;
  return Object.fromEntries(Object.entries(change.record).filter(([name]) => columns.has(name)));
}

function eventOf(change: Row, record: object): object {
  return {
    schema: change.schema_name,
    table: change.table_name,
    commit_timestamp: change.committed_at,
    type: change.type,
    columns: [], // Without their types the client takes the values as they are.
    errors: null,
    record,
    ...(change.type !== "INSERT" && { old_record: change.old_record ?? {} }),
  };
}
