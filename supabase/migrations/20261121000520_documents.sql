-- Documents are what a customer gives by hand: files, texts, and questions with their answers. A worker turns each into
-- a page without a site, whose passages are found like those of any other.

create table public.documents (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  kind text not null check (kind in ('file', 'text', 'qa')),
  title text not null check (char_length(title) between 1 and 300), -- The question of a qa.
  body text check (char_length(body) between 1 and 100000), -- The answer of a qa.
  media_type text,
  bytes int not null default 0 check (bytes between 0 and 20971520),
  storage_path text unique, -- In the bucket "documents".
  status text not null default 'waiting' check (status in ('uploading', 'waiting', 'reading', 'ready', 'failed')),
  error_message text,
  page_id uuid,
  vector_model text, -- The model that made the vectors, once every passage has one.
  attempts int not null default 0,
  worker uuid, -- Who reads the document or makes its vectors,
  leased_until timestamptz, -- and until when that is its work alone.
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), -- When a person last changed it.
  unique (customer_id, id),
  foreign key (customer_id, page_id) references public.scraped_pages (customer_id, id) on delete set null (page_id),
  check ((kind = 'file') = (storage_path is not null) and (kind = 'file') = (body is null)),
  check (starts_with(storage_path, customer_id || '/' || id || '/'))
);
create index documents_newest on public.documents (customer_id, created_at desc, id);
create index documents_page on public.documents (customer_id, page_id);
create index documents_created_by on public.documents (created_by);
create index documents_open on public.documents (updated_at) where status in ('uploading', 'waiting', 'reading');
create index documents_without_vectors on public.documents (updated_at) where status = 'ready' and vector_model is null;
comment on table public.documents is 'Files, texts and answers that a customer gives by hand.';

-- What a person gives or changes is to be read, whatever became of it before.
create function private.await_document() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.status := case when tg_op = 'INSERT' and new.kind = 'file' then 'uploading' else 'waiting' end;
  new.bytes := coalesce(octet_length(new.body), new.bytes);
  new.error_message := null;
  new.attempts := 0;
  new.worker := null;
  new.leased_until := null;
  new.updated_at := now();
  return new;
end $$;
create trigger await_new before insert or update of title, body on public.documents
  for each row execute function private.await_document();
create trigger await_again before update of status on public.documents
  for each row when (new.status = 'waiting') execute function private.await_document();

-- A document takes its page with it, out of the search and its counts. Security definer, for members count nothing.
create function private.forget_document() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_page uuid;
begin
  select p.id into v_page from public.scraped_pages p
  where p.customer_id = old.customer_id and p.site_id is null and p.url = 'urn:uuid:' || old.id;
  if not found then return null; end if;
  -- With the whole customer gone, the counts are gone as well.
  perform 1 from public.customers c where c.id = old.customer_id;
  if found then perform public.retire_page(old.customer_id, v_page, null); end if;
  delete from public.scraped_pages p where p.customer_id = old.customer_id and p.id = v_page;
  return null;
end $$;
create trigger forget_document after delete on public.documents
  for each row execute function private.forget_document();

alter publication supabase_realtime add table public.documents;

-- Row level security --------------------------------------------------------------

alter table public.documents enable row level security;
alter table public.documents force row level security;

create policy "Members see their documents" on public.documents
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Owners and admins add documents" on public.documents
  for insert to authenticated with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
-- What is changed is to be read: members set no other status.
create policy "Owners and admins change documents" on public.documents
  for update to authenticated
  using (customer_id in (select private.my_customer_ids('{owner,admin}')))
  with check (customer_id in (select private.my_customer_ids('{owner,admin}')) and status = 'waiting');
create policy "Owners and admins remove documents" on public.documents
  for delete to authenticated using (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs see their documents" on public.documents
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
create policy "Programs add documents" on public.documents
  for insert to api_key with check (customer_id = (select private.claimed_customer_id()));
create policy "Programs change documents" on public.documents
  for update to api_key
  using (customer_id = (select private.claimed_customer_id()))
  with check (customer_id = (select private.claimed_customer_id()) and status = 'waiting');
create policy "Programs remove documents" on public.documents
  for delete to api_key using (customer_id = (select private.claimed_customer_id()));
grant select, delete, insert (id, customer_id, kind, title, body, media_type, bytes, storage_path),
  update (title, body, status) on public.documents to authenticated, api_key;
grant all on public.documents to service_role;

-- Files ---------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('documents', 'documents', false, 20971520, array[
  'application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/plain', 'text/markdown', 'text/html'
]);

create policy "Members open their documents" on storage.objects
  for select to authenticated using (
    bucket_id = 'documents' and split_part(name, '/', 1) in (select id::text from private.my_customer_ids() as id));
-- Nothing is stored but what a document waits for.
create policy "Owners and admins upload their documents" on storage.objects
  for insert to authenticated with check (
    bucket_id = 'documents' and name in (
      select d.storage_path from public.documents d
      where d.status = 'uploading' and d.customer_id in (select private.my_customer_ids('{owner,admin}'))));
create policy "Owners and admins remove their documents" on storage.objects
  for delete to authenticated using (
    bucket_id = 'documents' and split_part(name, '/', 1) in (
      select id::text from private.my_customer_ids('{owner,admin}') as id));
create policy "Programs open their documents" on storage.objects
  for select to api_key using (
    bucket_id = 'documents' and split_part(name, '/', 1) = (select private.claimed_customer_id()::text));
create policy "Programs upload their documents" on storage.objects
  for insert to api_key with check (
    bucket_id = 'documents' and name in (select d.storage_path from public.documents d where d.status = 'uploading'));
create policy "Programs remove their documents" on storage.objects
  for delete to api_key using (
    bucket_id = 'documents' and split_part(name, '/', 1) = (select private.claimed_customer_id()::text));
grant usage on schema storage to api_key;
grant select, insert, delete on storage.objects to api_key;
grant select on storage.buckets to api_key;

-- Reading -------------------------------------------------------------------------

-- Takes a document that nobody reads, the one waiting longest first, for as long as a lease. Null when there is none.
create function public.claim_document(p_worker uuid, p_lease_seconds int) returns setof public.documents
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  -- An upload's address lives two hours.
  update public.documents d
  set status = 'failed', error_message = 'The file never arrived. Remove it here and upload it again'
  where d.status = 'uploading' and d.updated_at < now() - interval '3 hours';
  return query
    update public.documents d
    set status = 'reading', worker = p_worker, attempts = d.attempts + 1,
      leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    where d.id = (
      select w.id from public.documents w
      where w.status in ('waiting', 'reading') and coalesce(w.leased_until, '-infinity') < clock_timestamp()
      order by w.updated_at limit 1 for update skip locked)
    returning d.*;
end $$;

-- Keeps a document with its worker a while longer.
create function public.renew_document_lease(p_document uuid, p_worker uuid, p_lease_seconds int) returns void
language sql volatile security invoker set search_path = ''
as $$
  update public.documents set leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where id = p_document and worker = p_worker
$$;

-- Stores what a document says, as put_page takes it, or why it can't be read, in one transaction. False when it is not
-- this worker's any more: somebody has changed or removed it, or its lease ran out.
create function public.finish_document(
  p_document uuid, p_worker uuid, p_error text default null, p_page jsonb default null, p_passages jsonb default null
) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_document public.documents;
begin
  select * into v_document from public.documents d
  where d.id = p_document and d.worker = p_worker and d.status = 'reading' for update;
  if not found then return false; end if;
  if p_error is null then
    update public.documents
    set status = 'ready', vector_model = null, worker = null, leased_until = null, bytes = (p_page ->> 'bytes')::int,
      page_id = public.put_page(v_document.customer_id, null, p_page, p_passages)
    where id = p_document;
    return true;
  end if;
  if v_document.page_id is not null then
    perform public.retire_page(v_document.customer_id, v_document.page_id, null);
  end if;
  update public.documents set status = 'failed', error_message = p_error, worker = null, leased_until = null
  where id = p_document;
  return true;
end $$;

-- Passages of one document that have no vector of this model yet, as { documentId, customerId, passages: [{ id, text }] };
-- null when no document has any that another worker isn't at.
create function public.claim_document_passages(p_worker uuid, p_model text, p_limit int, p_lease_seconds int) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_document public.documents;
  v_waiting jsonb;
begin
  loop
    select * into v_document from public.documents d
    where d.status = 'ready' and d.vector_model is null -- A change of the model is claim_customer_passages' work.
      and (d.worker = p_worker or coalesce(d.leased_until, '-infinity') < clock_timestamp())
    order by d.updated_at limit 1 for update skip locked;
    if not found then return null; end if;
    select jsonb_agg(jsonb_build_object('id', w.id,
        'text', array_to_string(w.heading_path, ' > ') || E'\n' || w.content) order by w.id) into v_waiting
    from (
      select c.id, c.heading_path, c.content from public.website_content c
      where c.customer_id = v_document.customer_id and c.page_id = v_document.page_id and not exists (
        select 1 from public.page_embeddings e
        where e.customer_id = c.customer_id and e.passage_id = c.id and e.model = p_model)
      order by c.id limit p_limit) w;
    exit when v_waiting is not null;
    update public.documents set vector_model = p_model, worker = null, leased_until = null where id = v_document.id;
  end loop;
  update public.documents
  set worker = p_worker, leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where id = v_document.id;
  return jsonb_build_object('documentId', v_document.id, 'customerId', v_document.customer_id, 'passages', v_waiting);
end $$;

grant execute on function public.claim_document, public.renew_document_lease, public.finish_document,
  public.claim_document_passages to service_role;
