-- What a hosted Supabase project has before its first migration: roles, schemas, default privileges and the publication.
-- Runs at each start, before supabase/migrations, and changes nothing the second time.

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
  -- Requests may take the roles that are granted to it, and no others.
  if not exists (select from pg_roles where rolname = 'authenticator') then create role authenticator nologin noinherit; end if;
  if to_regnamespace('stack') is null then -- The first start: later ones must not undo what migrations revoked.
    create schema stack;
    create publication supabase_realtime;
    alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
    alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
    alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
  end if;
end $$;
grant anon, authenticated, service_role to authenticator;

create schema if not exists extensions;
create schema if not exists auth;
grant usage on schema public, extensions, auth to anon, authenticated, service_role;
grant usage on schema stack to public;

-- Takes a request's role and claims until the transaction ends; false where requests may not have that role.
create or replace function stack.become(role_name text, user_id text, claims text, storage_operation text) returns boolean
language plpgsql as $$
begin
  if not exists (select from pg_authid r
    where r.rolname = role_name and pg_has_role('authenticator', r.oid, 'member') and not r.rolsuper) then
    return false;
  end if;
  perform set_config('request.jwt.claims', claims, true), set_config('request.jwt.claim.sub', user_id, true),
    set_config('request.jwt.claim.role', role_name, true), set_config('storage.operation', storage_operation, true),
    set_config('role', role_name, true);
  return true;
end $$;
