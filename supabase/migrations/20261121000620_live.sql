-- Live conversations. Who takes part hears over the private channel `chat:{conversation id}` that something happened, and
-- asks for what it was: Realtime promises no delivery, and whatever a participant sends there is a hint at most.

-- Positions ---------------------------------------------------------------------------

-- Readers ask for what came after the last position they know. So positions are given under the conversation's lock:
-- no message can appear behind one that was read before it.
create function private.place_message() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform from public.conversations where id = new.conversation_id for no key update;
  new.seq := nextval(pg_get_serial_sequence('public.messages', 'seq'));
  return new;
end $$;
create trigger place_message before insert on public.messages
  for each row execute function private.place_message();

-- What is heard -----------------------------------------------------------------------

create function private.announce_message() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send(jsonb_build_object('seq', new.seq, 'messageId', new.id, 'key', new.client_message_id), 'message',
    'chat:' || new.conversation_id, true);
  return null;
end $$;
create trigger announce_message after insert or update of content on public.messages
  for each row execute function private.announce_message();

create function private.announce_handling() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send('{}', 'handling', 'chat:' || new.id, true);
  return null;
end $$;
create trigger announce_handling after update of handled_by, person_requested_at on public.conversations
  for each row when (new.handled_by is distinct from old.handled_by
    or new.person_requested_at is distinct from old.person_requested_at)
  execute function private.announce_handling();

-- Who may hear it and speak there -----------------------------------------------------

-- The conversation of a channel; null for any other channel.
create function private.conversation_of(topic text) returns uuid
language sql immutable set search_path = ''
as $$
  select case when topic ~ '^chat:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(topic, 6)::uuid end
$$;

-- A visitor's browser holds a token that says which session it is and is `anon` otherwise: it opens this channel and
-- nothing else. Security definer, because that role sees no table.
create function private.is_visitor_of(topic text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.conversations
    where id = private.conversation_of(topic) and session_id = private.claimed_session_id()
      and customer_id = private.claimed_customer_id()
  )
$$;
grant usage on schema private to anon;
grant execute on function private.is_visitor_of to anon;
grant execute on function private.conversation_of to authenticated;

create policy "Visitors hear their conversations" on realtime.messages
  for select to anon using (extension in ('broadcast', 'presence') and private.is_visitor_of((select realtime.topic())));
create policy "Visitors show that they write, and that they are here" on realtime.messages
  for insert to anon
  with check (extension in ('broadcast', 'presence') and private.is_visitor_of((select realtime.topic())));
create policy "Members hear the conversations that they may see" on realtime.messages
  for select to authenticated using (
    extension in ('broadcast', 'presence')
    and exists (select from public.conversations where id = private.conversation_of((select realtime.topic())))
  );
create policy "Agents show that they write, and that they are here" on realtime.messages
  for insert to authenticated with check (
    extension in ('broadcast', 'presence')
    and exists (
      select from public.conversations
      where id = private.conversation_of((select realtime.topic()))
        and (user_id = (select auth.uid()) or customer_id in (select private.my_customer_ids('{owner,admin,agent}')))
    )
  );

-- By what name visitors know a member ---------------------------------------------------

-- The signed-in user's name at one of their customers. Security definer, because nobody may change the rest of the row.
create function public.rename_me(p_customer uuid, p_name text) returns void
language sql volatile security definer set search_path = ''
as $$ update public.members set name = btrim(p_name) where customer_id = p_customer and user_id = (select auth.uid()) $$;
grant execute on function public.rename_me to authenticated;

-- A member's words carry the name that the member has then, whatever the sender says.
create function private.sign_message() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.parts := new.parts || jsonb_build_object('author',
    jsonb_build_object('name', private.name_of_member(new.customer_id, new.author_id)));
  return new;
end $$;
create trigger sign_message before insert on public.messages
  for each row when (new.author_id is not null) execute function private.sign_message();
