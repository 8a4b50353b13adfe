-- A schema of everything that the embedded Supabase must serve, small enough for any Postgres without extensions.

create type public.org_role as enum ('owner', 'member');
create schema private;
grant usage on schema private to authenticated, service_role;

create role visitor_of_tests nologin noinherit;
grant visitor_of_tests to authenticator;
create role nobody_of_tests nologin noinherit;

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  full_name text,
  email text
);
create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 100),
  slug text not null unique,
  settings jsonb not null default '{}',
  created_by uuid default auth.uid() references auth.users (id) on delete set null
);
create table public.memberships (
  org_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role public.org_role not null default 'member',
  primary key (org_id, user_id)
);
create table public.documents (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  title text not null,
  body text not null default '',
  tags text[] not null default '{}',
  meta jsonb not null default '{}',
  views bigint not null default 0,
  amount numeric(12, 2),
  fts tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')
  ) stored,
  created_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index documents_fts on public.documents using gin (fts);
create view public.document_counts with (security_invoker = on) as
  select org_id, count(*) as documents from public.documents group by org_id;
create table public.api_secrets (id uuid primary key default gen_random_uuid(), secret text not null);
create table public.plans (id text primary key, name text not null, price int not null);
insert into public.plans values ('free', 'Free', 0), ('pro', 'Pro', 2900);
create table public.visits (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null,
  session_id uuid not null,
  page text not null
);

create function private.my_orgs() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select org_id from public.memberships where user_id = (select auth.uid()) $$;

create function private.add_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.profiles (id, full_name, email)
  values (new.id, new.raw_user_meta_data ->> 'full_name', new.email);
  return new;
end $$;
create trigger add_profile after insert on auth.users for each row execute function private.add_profile();

create function private.touch() returns trigger language plpgsql as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;
create trigger touch before update on public.documents for each row execute function private.touch();

-- Functions for requests ------------------------------------------------------------

create function public.create_organization(p_name text, p_slug text) returns public.organizations
language plpgsql security definer set search_path = '' as $$
declare
  created public.organizations;
begin
  insert into public.organizations (name, slug, created_by) values (p_name, p_slug, auth.uid()) returning * into created;
  insert into public.memberships (org_id, user_id, role) values (created.id, auth.uid(), 'owner');
  return created;
end $$;
revoke execute on function public.create_organization from public, anon;

create function public.sum_of(numbers int[]) returns int language sql immutable
as $$ select coalesce(sum(n), 0)::int from unnest(numbers) n $$;
create function public.documents_by_id(ids uuid[]) returns setof public.documents language sql stable
as $$ select * from public.documents where id = any (ids) $$;
create function public.with_ok(payload jsonb) returns jsonb language sql immutable
as $$ select payload || '{"ok": true}' $$;
create function public.nothing() returns void language plpgsql as $$ begin null; end $$;
create function public.next_role(role public.org_role) returns public.org_role language sql immutable
as $$ select case role when 'member' then 'owner'::public.org_role else 'member'::public.org_role end $$;
create function public.who_am_i() returns jsonb language sql stable
as $$ select jsonb_build_object('uid', auth.uid(), 'role', current_user, 'claims', auth.jwt()) $$;
create function public.fail(code text) returns void language plpgsql as $$
begin
  raise exception 'custom failure' using errcode = code, hint = 'a hint', detail = 'a detail';
end $$;
create function public.for_the_service() returns text language sql as $$ select 'secret' $$;
revoke execute on function public.for_the_service from public, anon, authenticated;

-- Row level security --------------------------------------------------------------

alter table public.profiles enable row level security;
alter table public.organizations enable row level security;
alter table public.memberships enable row level security;
alter table public.documents enable row level security;
alter table public.api_secrets enable row level security;
alter table public.plans enable row level security;
alter table public.visits enable row level security;

create policy "own profile" on public.profiles to authenticated using (id = (select auth.uid()));
create policy "own organizations" on public.organizations for select to authenticated
  using (id in (select private.my_orgs()));
create policy "own memberships" on public.memberships for select to authenticated
  using (org_id in (select private.my_orgs()));
create policy "own documents" on public.documents to authenticated
  using (org_id in (select private.my_orgs())) with check (org_id in (select private.my_orgs()));
create policy "public plans" on public.plans for select using (true);
create policy "own visits" on public.visits to visitor_of_tests
  using (session_id = (auth.jwt() ->> 'session_id')::uuid)
  with check (session_id = (auth.jwt() ->> 'session_id')::uuid and customer_id = (auth.jwt() ->> 'customer_id')::uuid);

grant usage on schema public, auth to visitor_of_tests;
grant usage on schema public to nobody_of_tests;
grant select on public.plans to nobody_of_tests;
grant select, insert on public.visits to visitor_of_tests;
revoke all on public.api_secrets, public.visits from anon, authenticated;
revoke insert, update, delete on public.plans, public.memberships from anon, authenticated;
revoke update on public.profiles from authenticated;
grant update (full_name) on public.profiles to authenticated;
