import type { Query } from "./database";

const EVERY_MS = 60_000;

/** Tables that Postgres's own autovacuum would look after now, by its own defaults. */
const DUE = `
  select quote_ident(s.schemaname) || '.' || quote_ident(s.relname) as name
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
    or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
  order by s.n_dead_tup desc`;

/** What autovacuum does, which an embedded Postgres has no process for. Gives the names of the tables. */
export async function vacuum(query: Query): Promise<string[]> {
  await query("select pg_stat_force_next_flush()"); // Postgres counts late.
  const names = (await query(DUE)).map(({ name }) => String(name));
  // One at a time, so that requests come between them.
  for (const name of names) await query(`vacuum (analyze, skip_locked) ${name}`);
  return names;
}

/** Looks every minute. Returns what ends it, once what is under way is done. */
export function startAutovacuum(query: Query): () => Promise<void> {
  let running = Promise.resolve();
  const look = () => {
    running = vacuum(query).then(
      () => {},
      (error: unknown) => console.error("[vacuum]", error),
    );
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
