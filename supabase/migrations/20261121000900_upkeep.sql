-- What the scheduled watch over the database asks.

-- How large the database is, and how many of its connections are in use.
create function public.database_load() returns table (bytes bigint, connections int, max_connections int)
language sql stable security invoker set search_path = ''
as $$
  select pg_catalog.pg_database_size(pg_catalog.current_database()),
    (select count(*)::int from pg_catalog.pg_stat_activity where datname = pg_catalog.current_database()),
    pg_catalog.current_setting('max_connections')::int
$$;
grant execute on function public.database_load to service_role;
