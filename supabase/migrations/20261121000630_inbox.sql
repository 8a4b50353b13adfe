-- How members find conversations: by words that either side said, and by what is known of them. And what people think of
-- a message, in one sign.

-- What was said as words, each behind the first 8 letters of its customer's id, so that one index keeps a posting list
-- for each customer. lib/conversations/inbox/words.ts makes them, for Postgres splits only what its locale knows.
alter table public.messages add column words tsvector;
create index messages_words on public.messages using gin (words);
grant insert (words), update (words) on public.messages to visitor, authenticated;

-- An answer is also found by the words of its question: they are one exchange.
create function private.add_question_words() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.words := coalesce((select q.words from public.messages q where q.id = new.reply_to), '') || new.words;
  return new;
end $$;
create trigger add_question_words before insert or update of words on public.messages
  for each row when (new.reply_to is not null and new.words is not null) execute function private.add_question_words();

create index conversations_inbox on public.conversations (customer_id, last_message_at desc, id desc)
  where user_id is null and last_message_at is not null;
create index conversations_language on public.conversations (customer_id, language) where user_id is null;
create index conversations_person on public.conversations (customer_id, person_requested_at desc)
  where person_requested_at is not null;
create index conversation_metadata_unanswered on public.conversation_metadata (customer_id, conversation_id)
  where unanswered > 0;

-- The messages that a tsquery of such words finds, for those who may read them. Security definer, because row level
-- security keeps the index on words from being used: so it asks itself who may.
create function private.find_said(p_customer uuid, p_words text) returns table (conversation_id uuid, seq bigint)
language sql stable security definer set search_path = ''
as $$
  select m.conversation_id, max(m.seq) from public.messages m
  where m.words operator(pg_catalog.@@) p_words::tsquery and m.customer_id = p_customer
    and (p_customer in (select private.my_customer_ids())
      or p_customer = (select private.claimed_customer_id()) and (select private.claim('role')) = 'api_key')
    and (m.user_id is null or m.user_id = (select auth.uid()))
  group by m.conversation_id
$$;
grant execute on function private.find_said to authenticated, api_key;

-- Whether somebody asked for a person, and none has come: nobody handles it, and no member wrote since.
create function private.waits_for_person(p public.conversations) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select p.person_requested_at is not null and p.handled_by is null and not exists (
    select from public.messages m
    where m.conversation_id = p.id and m.author_id is not null and m.created_at > p.person_requested_at)
$$;
grant execute on function private.waits_for_person to authenticated, api_key;

-- Visitors' conversations in which something was said, the latest first, and how many there are: all that meet every
-- filter given. `p_channel` dashboard gives the caller's own chats instead. With `p_words` each comes with the latest
-- exchange that they are found in.
create function public.list_inbox(
  p_customer uuid, p_limit int, p_offset int default 0, p_at timestamptz default null, p_id uuid default null,
  p_words text default null, p_since timestamptz default null, p_until timestamptz default null,
  p_channel text default null, p_language text default null, p_site uuid default null,
  p_mood text default null, p_unanswered boolean default null, p_waiting boolean default null, p_mine boolean default null
) returns table (
  id uuid, site_id uuid, client_id uuid, channel text, language text, title text, page_url text, message_count int,
  last_message_at timestamptz, person_requested_at timestamptz, waits_for_person boolean, handled_by uuid,
  handled_name text, created_at timestamptz,
  questions int, answered int, unanswered int, cited_sources int,
  message_id uuid, said_by text, said text, asked text, total bigint
)
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return query
    with found as materialized (
      select f.conversation_id, f.seq from private.find_said(p_customer, p_words) f where p_words is not null
    ), inbox as (
      select c.id, c.last_message_at from public.conversations c
      where c.customer_id = p_customer and c.last_message_at is not null
        and case when p_channel is null then c.user_id is null else c.channel = p_channel end
        and (p_words is null or c.id in (select f.conversation_id from found f))
        and (p_since is null or c.last_message_at >= p_since)
        and (p_until is null or c.last_message_at < p_until)
        and (p_language is null or c.language = p_language)
        and (p_site is null or c.site_id = p_site)
        and (p_mood is null or c.id in (
          select m.conversation_id from public.conversation_metadata m where m.customer_id = p_customer and m.mood = p_mood))
        and (p_unanswered is not true or c.id in (
          select m.conversation_id from public.conversation_metadata m where m.customer_id = p_customer and m.unanswered > 0))
        and (p_waiting is not true or private.waits_for_person(c))
        and (p_mine is not true or c.handled_by = (select auth.uid()))
    ), page as (
      select i.id, i.last_message_at from inbox i
      where p_at is null or i.last_message_at <= p_at and (i.last_message_at, i.id) < (p_at, p_id)
      order by i.last_message_at desc, i.id desc limit p_limit offset p_offset
    )
    select c.id, c.site_id, c.client_id, c.channel, c.language, c.title, c.page_url, c.message_count, c.last_message_at,
      c.person_requested_at, private.waits_for_person(c), c.handled_by, c.handled_name, c.created_at, coalesce(d.questions, 0), coalesce(d.answered, 0), coalesce(d.unanswered, 0),
      coalesce(d.cited_sources, 0), m.id, m.role, m.content, q.content, t.total
    -- The count comes first: where a page is behind the end, it alone is told.
    from (select count(*) as total from inbox) t
    left join (page p join public.conversations c on c.id = p.id) on true
    left join public.conversation_metadata d on d.conversation_id = c.id
    left join found f on f.conversation_id = c.id
    left join public.messages m on m.conversation_id = c.id and m.seq = f.seq
    left join public.messages q on q.id = m.reply_to
    order by c.last_message_at desc, c.id desc;
end $$;
grant execute on function public.list_inbox to authenticated, api_key;

-- The languages in which visitors write to a customer, the most frequent first.
create function public.inbox_languages(p_customer uuid) returns table (language text)
language sql stable security invoker set search_path = ''
as $$
  select c.language from public.conversations c
  where c.customer_id = p_customer and c.user_id is null and c.last_message_at is not null
  group by c.language order by count(*) desc, c.language limit 100
$$;
grant execute on function public.inbox_languages to authenticated, api_key;

-- Reactions -----------------------------------------------------------------------

alter table public.messages add constraint messages_customer unique (customer_id, id);

create table public.message_reactions (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null,
  message_id uuid not null,
  session_id uuid, -- The visitor's,
  user_id uuid references auth.users (id) on delete cascade, -- or the member's.
  emoji text not null check (emoji in ('👍', '👎', '❤️', '😄', '🎉', '😢')),
  created_at timestamptz not null default now(),
  check (num_nonnulls(session_id, user_id) = 1),
  constraint message_reactions_once unique nulls not distinct (customer_id, message_id, emoji, session_id, user_id),
  foreign key (customer_id, message_id) references public.messages (customer_id, id) on delete cascade
);
create index message_reactions_user on public.message_reactions (user_id) where user_id is not null;
comment on table public.message_reactions is 'What people think of a message, in a sign: each person each sign once.';

alter table public.message_reactions enable row level security;
alter table public.message_reactions force row level security;

-- Whoever sees a message sees what is thought of it: the policies of messages decide.
create policy "Visitors see reactions in their conversations" on public.message_reactions
  for select to visitor using (
    customer_id = (select private.claimed_customer_id()) and exists (select from public.messages m where m.id = message_id)
  );
create policy "Visitors react in their conversations" on public.message_reactions
  for insert to visitor with check (
    session_id = (select private.claimed_session_id()) and customer_id = (select private.claimed_customer_id())
    and exists (select from public.messages m where m.id = message_id)
  );
create policy "Visitors take their reactions back" on public.message_reactions
  for delete to visitor using (
    session_id = (select private.claimed_session_id()) and customer_id = (select private.claimed_customer_id())
  );
create policy "Members see reactions to the messages that they see" on public.message_reactions
  for select to authenticated using (
    customer_id in (select private.my_customer_ids()) and exists (select from public.messages m where m.id = message_id)
  );
create policy "Members react to the messages that they see" on public.message_reactions
  for insert to authenticated with check (
    user_id = (select auth.uid()) and customer_id in (select private.my_customer_ids())
    and exists (select from public.messages m where m.id = message_id)
  );
create policy "Members take their reactions back" on public.message_reactions
  for delete to authenticated using (user_id = (select auth.uid()) and customer_id in (select private.my_customer_ids()));
create policy "Programs see reactions to the messages that they see" on public.message_reactions
  for select to api_key using (
    customer_id = (select private.claimed_customer_id()) and exists (select from public.messages m where m.id = message_id)
  );
grant select, insert (customer_id, message_id, session_id, emoji), delete on public.message_reactions to visitor;
grant select, insert (customer_id, message_id, user_id, emoji), delete on public.message_reactions to authenticated;
grant select on public.message_reactions to api_key;
grant all on public.message_reactions to service_role;

-- Puts the caller's sign at a message, or takes it away where it is; says whether it is there now. Null for a message
-- that the caller does not see.
create function public.toggle_reaction(p_message uuid, p_emoji text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_customer uuid := (select m.customer_id from public.messages m where m.id = p_message);
begin
  if v_customer is null then return null; end if;
  if auth.uid() is not null then
    delete from public.message_reactions r
    where r.customer_id = v_customer and r.message_id = p_message and r.emoji = p_emoji and r.user_id = auth.uid();
    if found then return false; end if;
    insert into public.message_reactions (customer_id, message_id, user_id, emoji)
    values (v_customer, p_message, auth.uid(), p_emoji) on conflict do nothing;
    return true;
  end if;
  delete from public.message_reactions r
  where r.customer_id = v_customer and r.message_id = p_message and r.emoji = p_emoji
    and r.session_id = private.claimed_session_id();
  if found then return false; end if;
  insert into public.message_reactions (customer_id, message_id, session_id, emoji)
  values (v_customer, p_message, private.claimed_session_id(), p_emoji) on conflict do nothing;
  return true;
end $$;
grant execute on function public.toggle_reaction to authenticated, visitor;

-- What is thought of a conversation's messages, as far as the caller sees them: how many set each sign, and whether the
-- caller did.
create function public.list_reactions(p_customer uuid, p_conversation uuid)
returns table (message_id uuid, emoji text, count int, mine boolean)
language sql stable security invoker set search_path = ''
as $$
  select r.message_id, r.emoji, count(*)::int,
    coalesce(bool_or(r.user_id = (select auth.uid()) or r.session_id = (select private.claimed_session_id())), false)
  from public.messages m
  join public.message_reactions r on r.customer_id = m.customer_id and r.message_id = m.id
  where m.customer_id = p_customer and m.conversation_id = p_conversation
  group by r.message_id, r.emoji order by r.message_id, min(r.created_at), r.emoji
$$;
grant execute on function public.list_reactions to authenticated, visitor, api_key;

-- Who has the conversation open hears that somebody thinks something else of it, and asks for what.
create function private.announce_reaction() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_conversation uuid := (select m.conversation_id from public.messages m where m.id = coalesce(new.message_id, old.message_id));
begin
  if v_conversation is not null then -- The message may be gone with it.
    perform realtime.send('{}', 'reaction', 'chat:' || v_conversation, true);
  end if;
  return null;
end $$;
create trigger announce_reaction after insert or delete on public.message_reactions
  for each row execute function private.announce_reaction();
