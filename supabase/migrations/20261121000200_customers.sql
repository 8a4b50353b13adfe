-- Customers are the businesses that use Omniops; members are their people, API keys their programs.

create type public.member_role as enum ('owner', 'admin', 'agent', 'viewer');
create type public.plan as enum ('basic', 'premium');

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 200),
  plan public.plan not null default 'premium',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.customers is 'Businesses: every other row belongs to one of them.';

create table public.members (
  customer_id uuid not null references public.customers (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role public.member_role not null,
  name text not null default '' check (char_length(name) <= 60), -- By which visitors know the member.
  created_at timestamptz not null default now(),
  primary key (customer_id, user_id)
);
create index members_user_id on public.members (user_id);
comment on table public.members is 'Who works for which customer, and what they may do there.';

create table public.customer_configs (
  customer_id uuid primary key references public.customers (id) on delete cascade,
  assistant_name text not null default 'Assistant' check (char_length(assistant_name) between 1 and 60),
  greeting text not null default '' check (char_length(greeting) <= 500),
  suggestions text[] not null default '{}' check (cardinality(suggestions) <= 6),
  accent_color text not null default '#2f5d50' check (accent_color ~ '^#[0-9a-f]{6}$'),
  contact_email text check (contact_email ~ '^[^@\s]+@[^@\s]+$'),
  language_mode text not null default 'auto' check (language_mode in ('single', 'auto', 'allowed')),
  default_language text not null default 'en',
  allowed_languages text[] not null default '{en,es,pt-BR,de}',
  retention_days int not null default 90 check (retention_days between 1 and 3650),
  credentials text, -- Sealed by lib/platform/crypto; no role but the service may read it.
  updated_at timestamptz not null default now()
);
comment on table public.customer_configs is 'How a customer''s assistant looks, speaks and keeps data.';

create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 100),
  prefix text not null, -- The first characters, to recognise a key by.
  hash text not null unique, -- SHA-256, hex. The key itself is shown once and kept nowhere.
  scopes text[] not null default '{read,write}' check (scopes <@ '{read,write}'),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_customer_id on public.api_keys (customer_id);
comment on table public.api_keys is 'Keys with which a customer''s programs call the API.';

create trigger touch_updated_at before update on public.customers
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.customer_configs
  for each row execute function private.touch_updated_at();

-- Security definer, because policies on members would otherwise call themselves.
create function private.my_customer_ids(roles public.member_role[] default null) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select customer_id from public.members
  where user_id = (select auth.uid()) and (roles is null or role = any (roles))
$$;
grant execute on function private.my_customer_ids to authenticated;

-- What a customer's visitors are to call a member; the customer's own name for one who has none.
create function private.name_of_member(customer uuid, member uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce(nullif(m.name, ''), c.name)
  from public.customers c left join public.members m on m.customer_id = c.id and m.user_id = member
  where c.id = customer
$$;
grant execute on function private.name_of_member to authenticated, service_role;

-- Row level security --------------------------------------------------------------

alter table public.customers enable row level security;
alter table public.customers force row level security;
alter table public.members enable row level security;
alter table public.members force row level security;
alter table public.customer_configs enable row level security;
alter table public.customer_configs force row level security;
alter table public.api_keys enable row level security;
alter table public.api_keys force row level security;

create policy "Members see their customer" on public.customers
  for select to authenticated using (id in (select private.my_customer_ids()));
create policy "Owners and admins change their customer" on public.customers
  for update to authenticated
  using (id in (select private.my_customer_ids('{owner,admin}')))
  with check (id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs see their customer" on public.customers
  for select to api_key using (id = (select private.claimed_customer_id()));
create policy "Visitors see whose assistant they ask, and on which plan" on public.customers
  for select to visitor using (id = (select private.claimed_customer_id()));
-- No insert policy: create_customer makes the customer with its owner. No update of plan: billing does that.
grant select, update (name) on public.customers to authenticated;
grant select on public.customers to api_key;
grant select (id, name, plan) on public.customers to visitor;
grant all on public.customers to service_role;

create policy "Members see each other" on public.members
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
grant select on public.members to authenticated;
grant all on public.members to service_role;

create policy "Members see the configuration" on public.customer_configs
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Owners and admins change the configuration" on public.customer_configs
  for update to authenticated
  using (customer_id in (select private.my_customer_ids('{owner,admin}')))
  with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs see the configuration" on public.customer_configs
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
create policy "Visitors see how the assistant speaks" on public.customer_configs
  for select to visitor using (customer_id = (select private.claimed_customer_id()));
-- Column by column, so that credentials stay with the service role.
grant select (customer_id, assistant_name, greeting, suggestions, accent_color, contact_email, language_mode,
  default_language, allowed_languages, retention_days, updated_at) on public.customer_configs to authenticated, api_key;
grant select (customer_id, assistant_name, greeting, suggestions, accent_color, contact_email, language_mode,
  default_language, allowed_languages) on public.customer_configs to visitor;
grant update (assistant_name, greeting, suggestions, accent_color, contact_email, language_mode, default_language,
  allowed_languages, retention_days) on public.customer_configs to authenticated;
grant all on public.customer_configs to service_role;

create policy "Owners and admins see API keys" on public.api_keys
  for select to authenticated using (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Owners and admins add API keys" on public.api_keys
  for insert to authenticated with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Owners and admins revoke API keys" on public.api_keys
  for update to authenticated
  using (customer_id in (select private.my_customer_ids('{owner,admin}')))
  with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
grant select (id, customer_id, name, prefix, scopes, created_at, last_used_at, revoked_at),
  insert (customer_id, name, prefix, hash, scopes), update (name, revoked_at) on public.api_keys to authenticated;
grant all on public.api_keys to service_role;

-- Functions -----------------------------------------------------------------------

-- A new customer whose owner is the signed-in user, in one step, so that no customer is ever without one.
create function public.create_customer(p_name text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_customer uuid;
begin
  if (select auth.uid()) is null then raise exception 'Sign in first' using errcode = '42501'; end if;
  insert into public.customers (name) values (p_name) returning id into v_customer;
  insert into public.members (customer_id, user_id, role) values (v_customer, (select auth.uid()), 'owner');
  insert into public.customer_configs (customer_id) values (v_customer);
  return v_customer;
end $$;
grant execute on function public.create_customer to authenticated;

-- Whose key this is. Callable by anyone, because knowing the hash means holding the key.
create function public.find_api_key(p_hash text) returns table (id uuid, customer_id uuid, scopes text[])
language sql volatile security definer set search_path = ''
as $$
  with used as ( -- At most one write a minute and key.
    update public.api_keys set last_used_at = now()
    where hash = p_hash and revoked_at is null and coalesce(last_used_at, '-infinity') < now() - interval '1 minute'
  )
  select id, customer_id, scopes from public.api_keys where hash = p_hash and revoked_at is null
$$;
grant execute on function public.find_api_key to anon;
