-- A turn's question and the conversation that it begins, in one statement: a turn waits for the database as seldom as
-- can be.

-- Stores what is asked in the conversation, once, and the conversation before it where `p_begin` describes one
-- ({ site_id, language, page_url }). p_owner: the visitor's session, or the member whose chat it is. Where messages of
-- the owner still wait in the queue, which are to come first, nothing is stored and the answer is false; `p_behind`
-- says not to look.
create function public.store_question(
  p_customer uuid, p_owner uuid, p_conversation uuid, p_id uuid, p_content text, p_client_message_id text,
  p_begin jsonb default null, p_behind boolean default false
) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_is_visitor boolean := (select private.claimed_session_id()) is not null;
begin
  if not p_behind and exists (
    select 1 from public.message_queue q
    where q.customer_id = p_customer and q.session_id = p_owner::text
      and q.client_message_id is null and q.status in ('pending', 'processing')
  ) then
    return false;
  end if;
  if v_is_visitor then
    if p_begin is not null then
      insert into public.conversations (id, customer_id, site_id, session_id, channel, language, page_url)
      values (p_conversation, p_customer, (p_begin ->> 'site_id')::uuid, p_owner, 'widget', p_begin ->> 'language',
        p_begin ->> 'page_url')
      on conflict (id) do nothing;
    end if;
    insert into public.messages (id, customer_id, conversation_id, role, content, client_message_id)
    values (p_id, p_customer, p_conversation, 'user', p_content, p_client_message_id) on conflict do nothing;
  else
    if p_begin is not null then
      insert into public.conversations (id, customer_id, user_id, channel, language)
      values (p_conversation, p_customer, p_owner, 'dashboard', p_begin ->> 'language') on conflict (id) do nothing;
    end if;
    insert into public.messages (id, customer_id, conversation_id, role, content, client_message_id, user_id)
    values (p_id, p_customer, p_conversation, 'user', p_content, p_client_message_id, p_owner) on conflict do nothing;
  end if;
  return true;
end $$;
grant execute on function public.store_question to visitor, authenticated;
