-- Files, pictures and voice notes that people send with their messages. A file is uploaded under the clientMessageId of
-- the message that it goes with, and belongs to that message from the moment it is stored, however often it is sent and
-- whichever way it takes. What is never sent goes after a day.

create table public.attachments (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id uuid, -- The visitor's who sends it; null where a member does.
  author_id uuid references auth.users (id) on delete set null, -- The member who sends it.
  client_message_id text not null check (char_length(client_message_id) between 1 and 100),
  conversation_id uuid, -- Null until the message is stored.
  name text not null check (char_length(name) between 1 and 150),
  media_type text not null,
  bytes int not null check (bytes > 0),
  path text not null unique generated always as (customer_id::text || '/' || id::text) stored, -- In the bucket.
  created_at timestamptz not null default now(),
  unique (customer_id, id),
  check (session_id is null or author_id is null),
  foreign key (customer_id, conversation_id) references public.conversations (customer_id, id) on delete cascade,
  foreign key (conversation_id, client_message_id) references public.messages (conversation_id, client_message_id)
    on delete cascade
);
create index attachments_message on public.attachments (conversation_id, client_message_id);
create index attachments_sender on public.attachments (customer_id, client_message_id);
create index attachments_customer on public.attachments (customer_id, conversation_id);
create index attachments_author on public.attachments (author_id) where author_id is not null;
create index attachments_unsent on public.attachments (created_at) where conversation_id is null;
comment on table public.attachments is 'What was sent with messages; the bytes lie in Storage.';

-- Rows go with their message, their conversation, their customer; Storage must be told which files go with them.
create table public.forgotten_files (
  path text primary key,
  customer_id uuid not null, -- Who may be gone.
  created_at timestamptz not null default now()
);
create index forgotten_files_customer on public.forgotten_files (customer_id);
create index forgotten_files_age on public.forgotten_files (created_at);
comment on table public.forgotten_files is 'Files of attachments that are to be removed from Storage.';

create function private.forget_attachment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.forgotten_files (path, customer_id) values (old.path, old.customer_id) on conflict do nothing;
  return null;
end $$;
create trigger forget_attachment after delete on public.attachments
  for each row execute function private.forget_attachment();

-- What a message says of its files is what was uploaded, whatever its sender claims. Security definer, because what a
-- visitor has uploaded is looked up by who writes, not by who asks.
create function private.describe_attachments() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_files jsonb;
begin
  select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'bytes', a.bytes)
    order by a.created_at, a.id) into v_files
  from public.attachments a
  where a.customer_id = new.customer_id and a.client_message_id = new.client_message_id and a.conversation_id is null
    and (a.author_id = new.author_id or new.role = 'user' and a.session_id = (
      select c.session_id from public.conversations c
      where c.id = new.conversation_id and c.customer_id = new.customer_id));
  new.parts := new.parts - 'attachments';
  if v_files is not null then new.parts := new.parts || jsonb_build_object('attachments', v_files); end if;
  return new;
end $$;
create trigger describe_attachments before insert on public.messages
  for each row when (new.client_message_id is not null or new.parts ? 'attachments')
  execute function private.describe_attachments();

create function private.send_attachments() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.attachments set conversation_id = new.conversation_id
  where customer_id = new.customer_id and conversation_id is null
    and id in (select (file ->> 'id')::uuid from jsonb_array_elements(new.parts -> 'attachments') as file);
  return null;
end $$;
create trigger send_attachments after insert on public.messages
  for each row when (new.parts ? 'attachments') execute function private.send_attachments();

-- Row level security --------------------------------------------------------------

alter table public.attachments enable row level security;
alter table public.attachments force row level security;
alter table public.forgotten_files enable row level security;
alter table public.forgotten_files force row level security;

create policy "Visitors see what was sent in their session" on public.attachments
  for select to visitor using (
    customer_id = (select private.claimed_customer_id())
    and (session_id = (select private.claimed_session_id()) or conversation_id in (
      select id from public.conversations where session_id = (select private.claimed_session_id())))
  );
create policy "Visitors attach files in their session" on public.attachments
  for insert to visitor with check (
    customer_id = (select private.claimed_customer_id()) and session_id = (select private.claimed_session_id())
    and (select private.claim('via')) = 'server'
  );
create policy "Visitors take back what they have not sent" on public.attachments
  for delete to visitor using (
    customer_id = (select private.claimed_customer_id()) and session_id = (select private.claimed_session_id())
    and conversation_id is null
  );
create policy "Members see what their visitors were sent and sent" on public.attachments
  for select to authenticated using (
    customer_id in (select private.my_customer_ids())
    and (conversation_id is not null or author_id = (select auth.uid()))
  );
create policy "Agents attach files" on public.attachments
  for insert to authenticated with check (
    customer_id in (select private.my_customer_ids('{owner,admin,agent}')) and author_id = (select auth.uid())
  );
create policy "Agents take back what they have not sent" on public.attachments
  for delete to authenticated using (
    customer_id in (select private.my_customer_ids('{owner,admin,agent}')) and author_id = (select auth.uid())
    and conversation_id is null
  );
create policy "Programs see what was sent" on public.attachments
  for select to api_key using (
    customer_id = (select private.claimed_customer_id()) and conversation_id is not null
  );
grant select, delete, insert (id, customer_id, session_id, client_message_id, name, media_type, bytes)
  on public.attachments to visitor;
grant select, delete, insert (id, customer_id, author_id, client_message_id, name, media_type, bytes)
  on public.attachments to authenticated;
grant select on public.attachments to api_key;
grant all on public.attachments, public.forgotten_files to service_role;

-- Files ---------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('attachments', 'attachments', false, 4194304, array[
  'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'audio/webm', 'audio/mp4', 'audio/ogg', 'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/plain'
]);

-- Who sees the row sees the file; a file is stored once, by who has just announced it.
create policy "Visitors open the files of their session" on storage.objects
  for select to visitor using (
    bucket_id = 'attachments' and exists (select from public.attachments a where a.path = objects.name));
create policy "Visitors store the files that they announced" on storage.objects
  for insert to visitor with check (
    bucket_id = 'attachments' and exists (
      select from public.attachments a
      where a.path = objects.name and a.conversation_id is null and a.session_id = (select private.claimed_session_id())));
create policy "Members open the files of their visitors" on storage.objects
  for select to authenticated using (
    bucket_id = 'attachments' and exists (select from public.attachments a where a.path = objects.name));
create policy "Agents store the files that they announced" on storage.objects
  for insert to authenticated with check (
    bucket_id = 'attachments' and exists (
      select from public.attachments a
      where a.path = objects.name and a.conversation_id is null and a.author_id = (select auth.uid())));
create policy "Programs open the files of their visitors" on storage.objects
  for select to api_key using (
    bucket_id = 'attachments' and exists (select from public.attachments a where a.path = objects.name));
grant usage on schema storage to visitor;
grant select, insert on storage.objects to visitor;
grant select on storage.buckets to visitor;

-- Cleanup -------------------------------------------------------------------------

-- Forgets files that were uploaded more than a day ago and never sent, and returns how many.
create function public.delete_unsent_attachments(p_limit int) returns bigint
language sql volatile security invoker set search_path = ''
as $$
  with doomed as (
    select id from public.attachments where conversation_id is null and created_at < now() - interval '1 day'
    limit p_limit for update skip locked
  ), gone as (
    delete from public.attachments a using doomed where a.id = doomed.id returning 1
  )
  select count(*) from gone
$$;
grant execute on function public.delete_unsent_attachments to service_role;
