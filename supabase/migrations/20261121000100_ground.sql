-- The ground on which every table stands: extensions, roles, who is asking, and nothing granted by default.

create schema if not exists extensions;
create extension if not exists vector with schema extensions;

-- Nothing is callable or visible unless a migration grants it.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
-- Postgres lets everyone call new functions; a revoke `in schema` would not change that.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated;

-- Actors without an account -----------------------------------------------------

-- A visitor of a customer's website, and a customer's program: each request carries a token with what it is bound to.
do $$
begin
  if not exists (select from pg_roles where rolname = 'visitor') then create role visitor nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'api_key') then create role api_key nologin noinherit; end if;
  if exists (select from pg_roles where rolname = 'authenticator') then grant visitor, api_key to authenticator; end if;
end $$;
grant usage on schema public, auth, extensions to visitor, api_key;

-- Helpers live where the API can't reach them -------------------------------------

create schema private;
grant usage on schema private to authenticated, visitor, api_key, service_role;

-- What the request's token says about its bearer; null where it says nothing. These three are written as expressions, bound
-- to what they call when they are made: so they need no search path of their own, and Postgres puts them into the policies
-- instead of calling them.
create function private.claim(name text) returns text
language sql stable
return nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> name;

create function private.claimed_customer_id() returns uuid
language sql stable
return private.claim('customer_id')::uuid;

create function private.claimed_session_id() returns uuid
language sql stable
return private.claim('session_id')::uuid;

create function private.touch_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at = now();
  return new;
end $$;

grant execute on function private.claim, private.claimed_customer_id, private.claimed_session_id
  to authenticated, visitor, api_key, service_role;
