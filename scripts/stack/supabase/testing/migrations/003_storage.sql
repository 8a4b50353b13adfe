insert into storage.buckets (id, name, public) values ('files', 'files', false), ('open', 'open', true);
insert into storage.buckets (id, name, file_size_limit, allowed_mime_types) values ('narrow', 'narrow', 10, '{text/plain}');

create policy "members read" on storage.objects for select to authenticated
  using (bucket_id = 'files' and (storage.foldername(name))[1]::uuid in (select private.my_orgs()));
create policy "members upload" on storage.objects for insert to authenticated
  with check (bucket_id = 'files' and (storage.foldername(name))[1]::uuid in (select private.my_orgs()));
