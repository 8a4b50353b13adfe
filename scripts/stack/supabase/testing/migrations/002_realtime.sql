alter publication supabase_realtime add table public.documents, public.profiles, public.visits;

create policy "members hear" on realtime.messages for select to authenticated using (
  extension in ('broadcast', 'presence')
  and split_part((select realtime.topic()), ':', 1) = 'org'
  and split_part((select realtime.topic()), ':', 2)::uuid in (select private.my_orgs())
);
create policy "members speak" on realtime.messages for insert to authenticated with check (
  extension in ('broadcast', 'presence')
  and split_part((select realtime.topic()), ':', 1) = 'org'
  and split_part((select realtime.topic()), ':', 2)::uuid in (select private.my_orgs())
);

create function private.broadcast_document() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.broadcast_changes('org:' || coalesce(new.org_id, old.org_id), tg_op, tg_op, tg_table_name,
    tg_table_schema, new, old);
  return null;
end $$;
create trigger broadcast_document after insert or update or delete on public.documents
  for each row execute function private.broadcast_document();
