-- Who changed a business's settings, keys, people, websites and documents, and when. The database writes it itself, so
-- that no way of changing leaves it out, and nobody changes what is written.

create table public.audit_log (
  id bigint generated always as identity primary key,
  customer_id uuid not null references public.customers (id) on delete cascade,
  created_at timestamptz not null default now(),
  actor text not null check (actor in ('member', 'api_key', 'visitor', 'system')),
  actor_id uuid, -- The member's user or the program's key; null for the system.
  action text not null check (action in ('insert', 'update', 'delete')),
  subject text not null, -- The table.
  subject_id uuid not null,
  fields text[] not null default '{}' -- What an update changed: the names, never the values.
);
create index audit_log_customer on public.audit_log (customer_id, id desc);
comment on table public.audit_log is 'Who changed what a business has set, and when; written by triggers alone.';

alter table public.audit_log enable row level security;
alter table public.audit_log force row level security;
create policy "Owners and admins see who changed what" on public.audit_log
  for select to authenticated using (customer_id in (select private.my_customer_ids('{owner,admin}')));
-- Supabase grants the service role everything on a new table.
revoke all on public.audit_log from service_role;
grant select on public.audit_log to authenticated, service_role;

-- Security definer, because nobody may write there. What goes with its customer leaves no line: the log goes too.
create function private.audit() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_fields text[] := '{}';
begin
  if tg_op = 'UPDATE' then
    select coalesce(array_agg(f.key order by f.key), '{}') into v_fields from jsonb_each(v_new) f
    where f.key <> 'updated_at' and f.value is distinct from v_old -> f.key;
    if v_fields = '{}' then return null; end if;
  end if;
  insert into public.audit_log (customer_id, actor, actor_id, action, subject, subject_id, fields)
  select c.id,
    case private.claim('role') when 'authenticated' then 'member' when 'api_key' then 'api_key'
      when 'visitor' then 'visitor' else 'system' end,
    coalesce(private.claim('sub'), private.claim('key_id'))::uuid,
    lower(tg_op), tg_table_name,
    coalesce(v_row ->> 'id', v_row ->> 'user_id', v_row ->> 'customer_id')::uuid, v_fields
  from public.customers c where c.id = coalesce(v_row ->> 'customer_id', v_row ->> 'id')::uuid;
  return null;
end $$;

-- Only what people decide: not when a key was last used or a widget last seen, nor how far a file is read.
create trigger audit after update of name, plan on public.customers
  for each row execute function private.audit();
create trigger audit after insert or update or delete on public.members
  for each row execute function private.audit();
create trigger audit after update on public.customer_configs
  for each row execute function private.audit();
create trigger audit after insert or delete or update of name, scopes, revoked_at on public.api_keys
  for each row execute function private.audit();
create trigger audit after insert or delete or update of name, url, allowed_origins, refresh_hours on public.sites
  for each row execute function private.audit();
create trigger audit after insert or delete or update of title, body on public.documents
  for each row execute function private.audit();
