-- What a customer learns from its visitors' conversations: how they felt, summaries of days and weeks, and all that was
-- said, to take away. Members' own chats with the assistant are no part of it.

alter table public.conversation_metadata
  add column sentiment real check (sentiment between -1 and 1), -- Null until it was judged.
  add column mood text generated always as (
    case when sentiment >= 0.25 then 'positive' when sentiment <= -0.25 then 'negative' when sentiment is not null then 'neutral' end
  ) stored,
  add column judged_questions int not null default 0, -- How many questions there were when it was judged.
  add column judged_at timestamptz,
  add column judge_tries int not null default 0, -- How often the model would not judge it since.
  add column judge_after timestamptz; -- Not before then is it asked again.
create index conversation_metadata_mood on public.conversation_metadata (customer_id, mood, conversation_id);
create index conversation_metadata_unjudged on public.conversation_metadata (updated_at) where questions > judged_questions;

create table public.conversation_summaries (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  period text not null check (period in ('day', 'week')),
  starts_on date not null, -- In UTC; weeks begin on Monday.
  figures jsonb not null,
  content text not null,
  language text not null,
  created_at timestamptz not null default now(),
  unique (customer_id, period, starts_on)
);
comment on table public.conversation_summaries is 'A day or a week of conversations, in figures and in a few sentences.';

alter table public.conversation_summaries enable row level security;
alter table public.conversation_summaries force row level security;
create policy "Members see their summaries" on public.conversation_summaries
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see their summaries" on public.conversation_summaries
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
grant select on public.conversation_summaries to authenticated, api_key;
grant all on public.conversation_summaries to service_role;

-- Sentiment -----------------------------------------------------------------------

-- Visitors' conversations in which something was asked since they were judged and nothing since `p_quiet_since`, the
-- oldest first, with what the visitor wrote last. Those that the model would not judge wait for their next turn.
create function public.unjudged_conversations(p_quiet_since timestamptz, p_limit int)
returns table (conversation_id uuid, customer_id uuid, questions int, tries int, said text[])
language sql stable security invoker set search_path = ''
as $$
  select d.conversation_id, d.customer_id, d.questions, d.judge_tries, array(
    select x.content from (
      select m.content, m.seq from public.messages m
      where m.customer_id = d.customer_id and m.conversation_id = d.conversation_id and m.role = 'user'
      order by m.seq desc limit 12
    ) x order by x.seq)
  from public.conversation_metadata d
  join public.conversations c on c.customer_id = d.customer_id and c.id = d.conversation_id
  where d.questions > d.judged_questions and d.updated_at <= p_quiet_since and c.user_id is null
    and (d.judge_after is null or d.judge_after <= now())
  order by d.updated_at limit p_limit
$$;
grant execute on function public.unjudged_conversations to service_role;

-- How many conversations of each day ended in which mood, and their mean sentiment; days without any are left out.
create function public.mood_by_day(p_customer uuid, p_from timestamptz, p_to timestamptz)
returns table (day date, positive int, neutral int, negative int, sentiment real)
language sql stable security invoker set search_path = ''
as $$
  select (c.last_message_at at time zone 'UTC')::date, count(*) filter (where d.mood = 'positive')::int,
    count(*) filter (where d.mood = 'neutral')::int, count(*) filter (where d.mood = 'negative')::int,
    avg(d.sentiment)::real
  from public.conversations c
  join public.conversation_metadata d on d.customer_id = c.customer_id and d.conversation_id = c.id
  where c.customer_id = p_customer and c.user_id is null and c.last_message_at >= p_from and c.last_message_at < p_to
    and d.mood is not null
  group by 1 order by 1
$$;
grant execute on function public.mood_by_day to authenticated, api_key, service_role;

-- Summaries -----------------------------------------------------------------------

-- Customers whose visitors said something in the period and who have no summary of it.
create function public.customers_without_summary(p_period text, p_from timestamptz, p_to timestamptz, p_limit int)
returns setof uuid
language sql stable security invoker set search_path = ''
as $$
  select k.id from public.customers k
  where exists (
      select from public.conversations c
      where c.customer_id = k.id and c.user_id is null and c.last_message_at >= p_from and c.created_at < p_to
    )
    and not exists (
      select from public.conversation_summaries s
      where s.customer_id = k.id and s.period = p_period and s.starts_on = (p_from at time zone 'UTC')::date
    )
  order by k.id limit p_limit
$$;
grant execute on function public.customers_without_summary to service_role;

-- The figures of a period: what visitors said, asked most, and found no answer to.
create function public.summary_figures(p_customer uuid, p_from timestamptz, p_to timestamptz)
returns table (conversations int, questions int, answered int, unanswered int, persons int,
  positive int, neutral int, negative int, asked_most jsonb, gaps jsonb)
language sql stable security invoker set search_path = ''
as $$
  with said as (
    select m.id, m.conversation_id, m.role, m.content, m.answered, m.reply_to
    from public.conversations c
    join public.messages m on m.customer_id = c.customer_id and m.conversation_id = c.id
    where c.customer_id = p_customer and c.user_id is null and c.last_message_at >= p_from and c.created_at < p_to
      and m.created_at >= p_from and m.created_at < p_to
  ), held as (
    select c.person_requested_at, d.mood
    from public.conversations c
    join public.conversation_metadata d on d.customer_id = c.customer_id and d.conversation_id = c.id
    where c.customer_id = p_customer and c.id in (select conversation_id from said)
  ), asked as (
    select min(q.content) as question, count(*)::int as times, bool_or(a.answered is false) as is_gap
    from said q left join said a on a.reply_to = q.id
    where q.role = 'user' and a.answered is not null
    group by lower(trim(q.content, E' \t\r\n?!.¿¡。？！؟'))
  )
  select (select count(*)::int from held), count(*) filter (where role = 'user')::int,
    count(*) filter (where answered)::int, count(*) filter (where not answered)::int,
    (select count(*)::int from held where person_requested_at >= p_from and person_requested_at < p_to),
    (select count(*)::int from held where mood = 'positive'), (select count(*)::int from held where mood = 'neutral'),
    (select count(*)::int from held where mood = 'negative'),
    (select coalesce(jsonb_agg(jsonb_build_object('question', x.question, 'times', x.times)), '[]')
      from (select question, times from asked order by times desc, question limit 5) x),
    (select coalesce(jsonb_agg(jsonb_build_object('question', x.question, 'times', x.times)), '[]')
      from (select question, times from asked where is_gap order by times desc, question limit 5) x)
  from said
$$;
grant execute on function public.summary_figures to service_role;

-- Export --------------------------------------------------------------------------

create index conversations_begun on public.conversations (customer_id, created_at, id);

-- What visitors and their answerers said, in the order of the conversations' beginnings, after a place in that order.
-- Conversations are those that began in the range: their order never changes, so that pages miss and repeat none.
create function public.export_messages(p_customer uuid, p_from timestamptz, p_to timestamptz,
  p_after_begun timestamptz, p_after_conversation uuid, p_after_seq bigint, p_limit int)
returns table (conversation_id uuid, begun_at timestamptz, channel text, language text, page_url text, mood text,
  message_id uuid, seq bigint, role text, content text, answered boolean, author_id uuid, sources jsonb,
  created_at timestamptz)
language sql stable security invoker set search_path = ''
as $$
  select c.id, c.created_at, c.channel, c.language, c.page_url, d.mood,
    m.id, m.seq, m.role, m.content, m.answered, m.author_id, coalesce(m.parts -> 'sources', '[]'), m.created_at
  from public.conversations c
  join public.messages m on m.customer_id = c.customer_id and m.conversation_id = c.id
  left join public.conversation_metadata d on d.customer_id = c.customer_id and d.conversation_id = c.id
  where c.customer_id = p_customer and c.user_id is null and c.created_at >= p_from and c.created_at < p_to
    and (c.created_at, c.id) >= (p_after_begun, p_after_conversation)
    and (c.created_at, c.id, m.seq) > (p_after_begun, p_after_conversation, p_after_seq)
  order by c.created_at, c.id, m.seq limit p_limit
$$;
grant execute on function public.export_messages to authenticated, api_key;
