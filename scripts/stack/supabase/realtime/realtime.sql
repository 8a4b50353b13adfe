-- What Supabase Realtime brings to a project's database: topics, messages, broadcasts from triggers, and changes of the
-- tables in the publication. Runs at each start, before the migrations, which may write policies on realtime.messages.

create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;

create table if not exists realtime.messages (
  id uuid primary key default gen_random_uuid(),
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  inserted_at timestamptz not null default now()
);
alter table realtime.messages enable row level security;
grant select, insert on realtime.messages to anon, authenticated, service_role;

-- Who listens to which tables ('*': all), so that a change that nobody listens to costs nothing.
create unlogged table if not exists realtime.listeners (
  binding bigint primary key,
  schema_name text not null,
  table_name text not null
);

-- Changes on their way to the listeners. A notification can't carry them: it holds 8,000 bytes.
create unlogged table if not exists realtime.changes (
  id bigint generated always as identity primary key,
  schema_name text not null,
  table_name text not null,
  type text not null,
  record jsonb,
  old_record jsonb,
  key jsonb,
  committed_at timestamptz not null default clock_timestamp()
);
truncate realtime.listeners, realtime.changes;
delete from realtime.messages where inserted_at < now() - interval '3 days'; -- As long as Supabase keeps them.

create or replace function realtime.topic() returns text language sql stable
as $$ select nullif(current_setting('realtime.topic', true), '') $$;

create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  perform set_config('realtime.topic', topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (message_id, case when payload ? 'id' then payload else jsonb_set(payload, '{id}', to_jsonb(message_id)) end,
    event, topic, private, 'broadcast');
exception when others then
  raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
end $$;

create or replace function realtime.broadcast_changes(topic_name text, event_name text, operation text, table_name text,
  table_schema text, new record, old record, level text default 'ROW') returns void
language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  perform realtime.send(jsonb_build_object('old_record', old, 'record', new, 'operation', operation, 'table', table_name,
    'schema', table_schema), event_name, topic_name);
end $$;

create or replace function realtime.announce_message() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('realtime_messages', new.id::text);
  return null;
end $$;
create or replace trigger announce_message after insert on realtime.messages
  for each row execute function realtime.announce_message();

create or replace function realtime.capture_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  row_now jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  row_key jsonb;
  row_before jsonb;
begin
  if not exists (
    select from realtime.listeners l
    where l.schema_name in (tg_table_schema, '*') and l.table_name in (tg_table_name, '*')
  ) then
    return null;
  end if;
  select jsonb_object_agg(a.attname, row_now -> a.attname) into row_key
  from pg_catalog.pg_index i
  join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
  where i.indrelid = tg_relid and i.indisprimary;
  -- A deleted row can't be checked against policies any more, so nobody gets more of it than its key.
  if tg_op = 'UPDATE' and (select relreplident = 'f' from pg_catalog.pg_class where oid = tg_relid) then
    row_before := to_jsonb(old);
  elsif tg_op <> 'INSERT' then
    row_before := row_key;
  end if;
  insert into realtime.changes (schema_name, table_name, type, record, old_record, key)
  values (tg_table_schema, tg_table_name, tg_op, case when tg_op <> 'DELETE' then row_now end, row_before, row_key);
  perform pg_catalog.pg_notify('realtime_changes', '');
  return null;
end $$;

-- Watches every table of the publication; called after migrations, which may have added some.
create or replace function realtime.watch_publication() returns void
language plpgsql as $$
declare
  t record;
begin
  for t in select schemaname, tablename from pg_publication_tables where pubname = 'supabase_realtime' loop
    execute format('create or replace trigger zz_capture_change after insert or update or delete on %I.%I
      for each row execute function realtime.capture_change()', t.schemaname, t.tablename);
  end loop;
end $$;

revoke execute on all functions in schema realtime from public;
grant execute on function realtime.topic, realtime.send, realtime.broadcast_changes to anon, authenticated, service_role;
