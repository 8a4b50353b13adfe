-- Runs at each start, when @supabase/lite has made its schemas: what requests may do there.
grant execute on all functions in schema auth to anon, authenticated, service_role;
grant usage on schema storage to anon, authenticated, service_role;
grant all on storage.objects, storage.buckets to anon, authenticated, service_role;
grant execute on all functions in schema storage to anon, authenticated, service_role;
