-- Conversations that were brought here from a history that lay in Redis alone, so that they can be checked and taken back.

create table public.moved_conversations (
  customer_id uuid not null,
  conversation_id uuid not null,
  source_id text not null, -- Its id in Redis.
  message_ids uuid[] not null default '{}', -- What was brought of it, in order.
  moved_at timestamptz not null default now(),
  primary key (customer_id, conversation_id),
  foreign key (customer_id, conversation_id) references public.conversations (customer_id, id) on delete cascade
);
comment on table public.moved_conversations is 'What scripts/database/migrate-redis-history.ts brought.';
alter table public.moved_conversations enable row level security;
alter table public.moved_conversations force row level security;
grant all on public.moved_conversations to service_role;

-- Brings a conversation, or what it has more than before, whole or not at all; says how many messages are new.
create function public.bring_conversation(p_conversation jsonb) returns int
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_customer uuid := (p_conversation ->> 'customerId')::uuid;
  v_id uuid := (p_conversation ->> 'id')::uuid;
  v_new uuid[];
begin
  insert into public.conversations (id, customer_id, site_id, session_id, language, created_at)
  values (v_id, v_customer,
    (select s.id from public.sites s where s.customer_id = v_customer and s.id = (p_conversation ->> 'siteId')::uuid),
    (p_conversation ->> 'sessionId')::uuid, p_conversation ->> 'language', (p_conversation ->> 'createdAt')::timestamptz)
  on conflict (id) do nothing;
  insert into public.moved_conversations (customer_id, conversation_id, source_id)
  values (v_customer, v_id, p_conversation ->> 'sourceId')
  on conflict do nothing;
  with added as (
    insert into public.messages (id, customer_id, conversation_id, role, content, words, created_at)
    select (m ->> 'id')::uuid, v_customer, v_id, m ->> 'role', m ->> 'content', (m ->> 'words')::tsvector,
      (m ->> 'createdAt')::timestamptz
    from jsonb_array_elements(p_conversation -> 'messages') with ordinality as given (m, place)
    order by place
    on conflict (id) do nothing
    returning id, seq
  )
  select coalesce(array_agg(id order by seq), '{}') into v_new from added;
  update public.moved_conversations set message_ids = message_ids || v_new
  where customer_id = v_customer and conversation_id = v_id;
  return cardinality(v_new);
end $$;

-- Takes back what was brought of a conversation. What was written since stays, and then the conversation does: `kept`.
create function public.take_back_conversation(p_customer uuid, p_conversation uuid)
returns table (messages int, kept boolean, session_id uuid)
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_ids uuid[];
  v_session uuid;
  v_gone int;
  v_kept boolean;
begin
  select v.session_id into v_session from public.conversations v
  where v.customer_id = p_customer and v.id = p_conversation for update;
  select m.message_ids into strict v_ids from public.moved_conversations m
  where m.customer_id = p_customer and m.conversation_id = p_conversation;
  -- An answer goes with its question, so one that was written since is made to stand alone.
  update public.messages set reply_to = null
  where conversation_id = p_conversation and reply_to = any (v_ids) and id <> all (v_ids);
  delete from public.messages where conversation_id = p_conversation and id = any (v_ids);
  get diagnostics v_gone = row_count;
  v_kept := exists (select 1 from public.messages where conversation_id = p_conversation);
  if v_kept then
    delete from public.moved_conversations where customer_id = p_customer and conversation_id = p_conversation;
    update public.conversations v set message_count = (select count(*) from public.messages where conversation_id = v.id)
    where v.id = p_conversation;
    update public.conversation_metadata d set (questions, answered, unanswered, cited_sources) = (
      select count(*) filter (where m.role = 'user'), count(*) filter (where m.answered),
        count(*) filter (where not m.answered), coalesce(sum(jsonb_array_length(m.parts -> 'sources')), 0)
      from public.messages m where m.conversation_id = p_conversation)
    where d.conversation_id = p_conversation;
  else
    delete from public.conversations where customer_id = p_customer and id = p_conversation;
  end if;
  return query select v_gone, v_kept, v_session;
end $$;
grant execute on function public.bring_conversation, public.take_back_conversation to service_role;
