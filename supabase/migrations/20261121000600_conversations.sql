-- Conversations and their messages: every AI chat, whoever holds it (`channel` says which). Order is by `seq`, never by
-- clocks. A visitor sees the conversations of the own session, a member those of the customer's visitors and the own.

create table public.clients (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  name text not null default '' check (char_length(name) <= 200),
  email text check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$' and char_length(email) <= 254),
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'), -- E.164
  preferred_language text not null default 'en',
  plan public.plan not null default 'basic',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (email is not null or phone is not null),
  unique (customer_id, id),
  unique (customer_id, email)
);
create unique index clients_phone on public.clients (customer_id, phone) where phone is not null;
comment on table public.clients is 'Visitors who said who they are. Each customer has its own, so one address may be a client of several.';

create table public.conversations (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  site_id uuid,
  session_id uuid, -- The visitor's; null where a member or an event person talks.
  user_id uuid references auth.users (id) on delete cascade, -- Whose own chat with the assistant it is; null for visitors'.
  client_id uuid, -- Null until the visitor is known.
  channel text not null default 'widget' check (channel in ('widget', 'dashboard', 'event')),
  language text not null default 'en',
  title text not null default '',
  page_url text, -- Where the conversation began.
  message_count int not null default 0,
  last_message_at timestamptz,
  person_requested_at timestamptz, -- When the visitor asked for a person.
  handled_by uuid references auth.users (id) on delete set null, -- The member who has taken over; the assistant is silent.
  handled_since timestamptz,
  handled_name text, -- What the visitor is to call that member.
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (customer_id, id),
  foreign key (customer_id, site_id) references public.sites (customer_id, id) on delete set null (site_id),
  foreign key (customer_id, client_id) references public.clients (customer_id, id) on delete set null (client_id)
);
create index conversations_client on public.conversations (customer_id, client_id);
create index conversations_handled on public.conversations (handled_by) where handled_by is not null;
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
  user_id uuid references auth.users (id) on delete cascade, -- Of a user's own chat: that user, in both directions.
  author_id uuid references auth.users (id) on delete set null, -- The member who wrote this in the assistant's place.
  personality_context jsonb, -- With a user's question: what was known of them when they asked.
  has_personality_context boolean generated always as (personality_context is not null) stored,
  created_at timestamptz not null default now(),
  unique (conversation_id, seq),
  unique (conversation_id, client_message_id),
  unique (reply_to),
  foreign key (customer_id, conversation_id) references public.conversations (customer_id, id) on delete cascade,
  foreign key (reply_to) references public.messages (id) on delete cascade,
  check (role = 'user' or author_id is not null or client_message_id is null)
);
create index messages_conversation on public.messages (customer_id, conversation_id, seq desc);
create index messages_created on public.messages (conversation_id, created_at);
create index messages_author on public.messages (author_id) where author_id is not null;
create index idx_chat_history_user_created on public.messages (user_id, created_at desc) where user_id is not null;
create index idx_chat_history_personality on public.messages (user_id, has_personality_context) where user_id is not null;
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

create trigger touch_updated_at before update on public.clients
  for each row execute function private.touch_updated_at();
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

-- A new conversation of a session belongs to whom the session's earlier ones belong.
create function private.inherit_client() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.client_id := (
    select c.client_id from public.conversations c
    where c.session_id = new.session_id and c.customer_id = new.customer_id and c.client_id is not null
    order by c.created_at desc limit 1);
  return new;
end $$;
create trigger inherit_client before insert on public.conversations
  for each row when (new.session_id is not null and new.client_id is null) execute function private.inherit_client();

-- Who handles a conversation decides since when and under which name.
create function private.date_handling() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.handled_by is null then
    new.handled_since := null;
    new.handled_name := null;
  else
    new.handled_since := now();
    new.handled_name := private.name_of_member(new.customer_id, new.handled_by);
  end if;
  return new;
end $$;
create trigger date_handling before update of handled_by on public.conversations
  for each row when (new.handled_by is distinct from old.handled_by) execute function private.date_handling();

-- Row level security --------------------------------------------------------------

alter table public.clients enable row level security;
alter table public.clients force row level security;
alter table public.conversations enable row level security;
alter table public.conversations force row level security;
alter table public.messages enable row level security;
alter table public.messages force row level security;
alter table public.conversation_metadata enable row level security;
alter table public.conversation_metadata force row level security;

create policy "Members see their clients" on public.clients
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see their clients" on public.clients
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
-- Whoever types an address becomes its client, so this shows nothing that the owner of the address has told.
create policy "Visitors see on what terms they are known" on public.clients
  for select to visitor using (
    customer_id = (select private.claimed_customer_id())
    and id in (select client_id from public.conversations where session_id = (select private.claimed_session_id()))
  );
grant select on public.clients to authenticated, api_key;
grant select (id, customer_id, preferred_language, plan) on public.clients to visitor;
grant all on public.clients to service_role;

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
create policy "Members see their visitors' conversations and their own" on public.conversations
  for select to authenticated using (
    customer_id in (select private.my_customer_ids()) and (user_id is null or user_id = (select auth.uid()))
  );
create policy "Programs see their visitors' conversations" on public.conversations
  for select to api_key using (customer_id = (select private.claimed_customer_id()) and user_id is null);
grant select, insert (id, customer_id, site_id, session_id, channel, language, page_url),
  update (language, person_requested_at) on public.conversations to visitor;
create policy "Agents take over from the assistant, and hand back" on public.conversations
  for update to authenticated
  using (
    user_id is null and customer_id in (select private.my_customer_ids('{owner,admin,agent}'))
    and (handled_by is null or handled_by = (select auth.uid())
      or customer_id in (select private.my_customer_ids('{owner,admin}')))
  )
  with check (
    user_id is null and customer_id in (select private.my_customer_ids('{owner,admin,agent}'))
    and (handled_by is null or handled_by = (select auth.uid()))
  );
create policy "Members begin chats of their own" on public.conversations
  for insert to authenticated with check (
    user_id = (select auth.uid()) and channel = 'dashboard' and customer_id in (select private.my_customer_ids())
  );
grant select, insert (id, customer_id, user_id, channel, language), update (handled_by)
  on public.conversations to authenticated;
grant select on public.conversations to api_key;
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
create policy "The server completes a member's answer that was cut off" on public.messages
  for update to authenticated
  using (user_id = (select auth.uid()) and (select private.claim('via')) = 'server'
    and role = 'assistant' and parts @> '{"stopped": true}')
  with check (user_id = (select auth.uid()) and (select private.claim('via')) = 'server' and role = 'assistant');
create policy "Members see their visitors' messages and their own" on public.messages
  for select to authenticated using (
    customer_id in (select private.my_customer_ids()) and (user_id is null or user_id = (select auth.uid()))
  );
create policy "Programs see their visitors' messages" on public.messages
  for select to api_key using (customer_id = (select private.claimed_customer_id()) and user_id is null);
grant select, insert (id, customer_id, conversation_id, role, content, parts, client_message_id, reply_to, answered)
  on public.messages to visitor;
grant update (content, parts, answered) on public.messages to visitor, authenticated;
create policy "Agents answer in conversations that they have taken over" on public.messages
  for insert to authenticated with check (
    role in ('assistant', 'system') and author_id = (select auth.uid()) and user_id is null
    and customer_id in (select private.my_customer_ids('{owner,admin,agent}'))
    and conversation_id in (select id from public.conversations where handled_by = (select auth.uid()))
  );
create policy "Members write in their own chats, and the server answers them" on public.messages
  for insert to authenticated with check (
    user_id = (select auth.uid()) and author_id is null and customer_id in (select private.my_customer_ids())
    and conversation_id in (select id from public.conversations where user_id = (select auth.uid()))
    and (role = 'user' or (select private.claim('via')) = 'server')
  );
grant select, insert (id, customer_id, conversation_id, role, content, parts, client_message_id, reply_to, answered,
  user_id, author_id, personality_context) on public.messages to authenticated;
grant select on public.messages to api_key;
grant all on public.messages to service_role;

create policy "Members see how conversations went" on public.conversation_metadata
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see how conversations went" on public.conversation_metadata
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
grant select on public.conversation_metadata to authenticated, api_key;
grant all on public.conversation_metadata to service_role;

alter publication supabase_realtime add table public.conversations, public.messages;

-- A user's own chats as exchanges, for those who read them so.
create view public.chat_history with (security_invoker = true) as
  select q.id, q.user_id, q.content as message, a.content as response, q.personality_context, q.has_personality_context,
    q.created_at, q.conversation_id, q.customer_id, q.client_message_id, a.answered,
    coalesce(a.parts -> 'sources', '[]') as sources
  from public.messages q join public.messages a on a.reply_to = q.id
  where q.user_id is not null;
comment on view public.chat_history is 'One row an exchange of a signed-in user with the assistant.';
grant select on public.chat_history to authenticated, service_role;

-- The caller's exchanges in which every pattern (of ilike) is met by either side, the newest first, and how many there are.
create function public.search_chat_history(p_patterns text[], p_limit int)
returns table (id uuid, user_id uuid, message text, response text, personality_context jsonb,
  has_personality_context boolean, created_at timestamptz, client_message_id text, answered boolean, sources jsonb,
  total bigint)
language sql stable security invoker set search_path = ''
as $$
  select h.id, h.user_id, h.message, h.response, h.personality_context, h.has_personality_context, h.created_at,
    h.client_message_id, h.answered, h.sources, count(*) over ()
  from public.chat_history h
  where h.user_id = (select auth.uid()) and (h.message || E'\n' || h.response) ilike all (p_patterns)
  order by h.created_at desc, h.id desc limit p_limit
$$;
grant execute on function public.search_chat_history to authenticated;

-- The visitor of this session said who they are: finds or makes the client and ties the session's conversations to it.
-- Security definer, because a visitor sees no client by its address. Fills in what is missing and changes nothing else.
create function public.identify_visitor(
  p_email text default null, p_phone text default null, p_name text default null, p_language text default null
) returns table (id uuid, preferred_language text, plan public.plan)
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_customer uuid := private.claimed_customer_id();
  v_client uuid;
begin
  select c.id into v_client from public.clients c
  where c.customer_id = v_customer and (c.email = lower(p_email) or c.phone = p_phone)
  order by (c.email = lower(p_email)) desc nulls last limit 1;
  if v_client is null then
    insert into public.clients as c (customer_id, email, phone, name, preferred_language)
    values (v_customer, lower(p_email), p_phone, coalesce(p_name, ''), coalesce(p_language, 'en'))
    on conflict do nothing returning c.id into v_client;
    if v_client is null then -- Another request was first.
      select c.id into strict v_client from public.clients c
      where c.customer_id = v_customer and (c.email = lower(p_email) or c.phone = p_phone) limit 1;
    end if;
  else
    update public.clients c set
      email = coalesce(c.email, case when not exists (select 1 from public.clients o
        where o.customer_id = v_customer and o.email = lower(p_email)) then lower(p_email) end),
      phone = coalesce(c.phone, case when not exists (select 1 from public.clients o
        where o.customer_id = v_customer and o.phone = p_phone) then p_phone end),
      name = case when c.name = '' then coalesce(p_name, '') else c.name end
    where c.id = v_client;
  end if;
  update public.conversations v set client_id = v_client
  where v.customer_id = v_customer and v.session_id = private.claimed_session_id() and v.client_id is distinct from v_client;
  return query select c.id, c.preferred_language, c.plan from public.clients c where c.id = v_client;
end $$;
grant execute on function public.identify_visitor to visitor;
