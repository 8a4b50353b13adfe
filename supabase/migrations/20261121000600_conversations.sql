-- Conversations and their messages: every AI chat, whoever holds it (`channel` says which). Order is by `seq`, never by
-- clocks. A visitor sees the conversations of the own session, a member those of the customer.

create table public.conversations (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  site_id uuid,
  session_id uuid, -- The visitor's; null where a member or an event person talks.
  user_id uuid references auth.users (id) on delete set null,
  channel text not null default 'widget' check (channel in ('widget', 'dashboard', 'event')),
  language text not null default 'en',
  title text not null default '',
  page_url text, -- Where the conversation began.
  message_count int not null default 0,
  last_message_at timestamptz,
  person_requested_at timestamptz, -- When the visitor asked for a person.
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (customer_id, id),
  foreign key (customer_id, site_id) references public.sites (customer_id, id) on delete set null (site_id)
);
create index conversations_customer on public.conversations (customer_id, last_message_at desc);
create index conversations_session on public.conversations (session_id, created_at desc) where session_id is not null;
create index conversations_site on public.conversations (customer_id, site_id);
create index conversations_user on public.conversations (user_id) where user_id is not null;
comment on table public.conversations is 'Chats with the assistant.';

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  customer_id uuid not null,
  conversation_id uuid not null,
  role text not null check (role in ('user', 'assistant', 'system')),
  content text not null,
  parts jsonb not null default '{}', -- { sources, toolCalls, usage }
  client_message_id text check (char_length(client_message_id) between 1 and 100), -- The sender's: again changes nothing.
  reply_to uuid, -- The question that an answer answers.
  answered boolean, -- For answers: whether a passage supported it.
  created_at timestamptz not null default now(),
  unique (conversation_id, seq),
  unique (conversation_id, client_message_id),
  unique (reply_to),
  foreign key (customer_id, conversation_id) references public.conversations (customer_id, id) on delete cascade,
  foreign key (reply_to) references public.messages (id) on delete cascade,
  check (role = 'user' or client_message_id is null)
);
create index messages_conversation on public.messages (customer_id, conversation_id, seq desc);
create index messages_created on public.messages (conversation_id, created_at);
comment on table public.messages is 'What was said, in order.';

create table public.conversation_metadata (
  conversation_id uuid primary key,
  customer_id uuid not null,
  questions int not null default 0,
  answered int not null default 0,
  unanswered int not null default 0,
  cited_sources int not null default 0,
  updated_at timestamptz not null default now(),
  foreign key (customer_id, conversation_id) references public.conversations (customer_id, id) on delete cascade
);
create index conversation_metadata_customer on public.conversation_metadata (customer_id, conversation_id);
comment on table public.conversation_metadata is 'How well a conversation was answered, kept by a trigger.';

create trigger touch_updated_at before update on public.conversations
  for each row execute function private.touch_updated_at();

-- Security definer, because nobody but this trigger counts.
create function private.count_message() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.conversations
  set message_count = message_count + 1, last_message_at = new.created_at,
      title = case when title = '' and new.role = 'user' then left(new.content, 120) else title end
  where id = new.conversation_id;
  insert into public.conversation_metadata as m (conversation_id, customer_id, questions, answered, unanswered, cited_sources)
  values (new.conversation_id, new.customer_id, (new.role = 'user')::int, (new.answered is true)::int,
    (new.answered is false)::int, coalesce(jsonb_array_length(new.parts -> 'sources'), 0))
  on conflict (conversation_id) do update set
    questions = m.questions + excluded.questions,
    answered = m.answered + excluded.answered,
    unanswered = m.unanswered + excluded.unanswered,
    cited_sources = m.cited_sources + excluded.cited_sources,
    updated_at = now();
  return null;
end $$;
create trigger count_message after insert on public.messages
  for each row execute function private.count_message();

-- An answer that was cut off and then completed counts as what it became.
create function private.recount_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.conversation_metadata set
    answered = answered + (new.answered is true)::int - (old.answered is true)::int,
    unanswered = unanswered + (new.answered is false)::int - (old.answered is false)::int,
    cited_sources = cited_sources + coalesce(jsonb_array_length(new.parts -> 'sources'), 0)
      - coalesce(jsonb_array_length(old.parts -> 'sources'), 0),
    updated_at = now()
  where conversation_id = new.conversation_id;
  return null;
end $$;
create trigger recount_answer after update of answered, parts on public.messages
  for each row execute function private.recount_answer();

-- Row level security --------------------------------------------------------------

alter table public.conversations enable row level security;
alter table public.conversations force row level security;
alter table public.messages enable row level security;
alter table public.messages force row level security;
alter table public.conversation_metadata enable row level security;
alter table public.conversation_metadata force row level security;

create policy "Visitors see the conversations of their session" on public.conversations
  for select to visitor using (
    session_id = (select private.claimed_session_id()) and customer_id = (select private.claimed_customer_id())
  );
create policy "Visitors begin conversations in their session" on public.conversations
  for insert to visitor with check (
    session_id = (select private.claimed_session_id()) and customer_id = (select private.claimed_customer_id())
    and site_id = (select private.claim('site_id')::uuid) and channel = 'widget'
  );
create policy "Visitors ask for a person" on public.conversations
  for update to visitor
  using (session_id = (select private.claimed_session_id()) and customer_id = (select private.claimed_customer_id()))
  with check (session_id = (select private.claimed_session_id()) and customer_id = (select private.claimed_customer_id()));
create policy "Members see their customer's conversations" on public.conversations
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see their customer's conversations" on public.conversations
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
grant select, insert (id, customer_id, site_id, session_id, channel, language, page_url),
  update (language, person_requested_at) on public.conversations to visitor;
grant select on public.conversations to authenticated, api_key;
grant all on public.conversations to service_role;

create policy "Visitors see the messages of their session" on public.messages
  for select to visitor using (
    customer_id = (select private.claimed_customer_id())
    and conversation_id in (select id from public.conversations where session_id = (select private.claimed_session_id()))
  );
-- A visitor's browser may hold a token one day, and must not write the assistant's part with it: `via` is the server's.
create policy "Visitors write, and the server answers them" on public.messages
  for insert to visitor with check (
    customer_id = (select private.claimed_customer_id())
    and conversation_id in (select id from public.conversations where session_id = (select private.claimed_session_id()))
    and (role = 'user' or (select private.claim('via')) = 'server')
  );
-- Nothing that was said changes, but for this: a reader who left in the middle comes back for the whole answer.
create policy "The server completes an answer that was cut off" on public.messages
  for update to visitor
  using (
    customer_id = (select private.claimed_customer_id()) and (select private.claim('via')) = 'server'
    and conversation_id in (select id from public.conversations where session_id = (select private.claimed_session_id()))
    and role = 'assistant' and parts @> '{"stopped": true}'
  )
  with check (
    customer_id = (select private.claimed_customer_id()) and (select private.claim('via')) = 'server'
    and conversation_id in (select id from public.conversations where session_id = (select private.claimed_session_id()))
    and role = 'assistant'
  );
create policy "Members see their customer's messages" on public.messages
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see their customer's messages" on public.messages
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
grant select, insert (id, customer_id, conversation_id, role, content, parts, client_message_id, reply_to, answered)
  on public.messages to visitor;
grant update (content, parts, answered) on public.messages to visitor;
grant select on public.messages to authenticated, api_key;
grant all on public.messages to service_role;

create policy "Members see how conversations went" on public.conversation_metadata
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see how conversations went" on public.conversation_metadata
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
grant select on public.conversation_metadata to authenticated, api_key;
grant all on public.conversation_metadata to service_role;

alter publication supabase_realtime add table public.conversations, public.messages;
