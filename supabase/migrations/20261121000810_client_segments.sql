-- Clients by how they use the chat, so that a business knows whom to write to.

-- The clients that meet every filter given, the newest first. Segments: `new` had one conversation at most, `returning`
-- more, `quiet` ones said nothing for 30 days, and `unhappy` ones felt bad in the latest conversation that was judged.
create function public.list_clients(
  p_customer uuid, p_limit int, p_segment text default null, p_language text default null, p_plan text default null,
  p_at timestamptz default null, p_id uuid default null
) returns table (
  id uuid, name text, email text, phone text, preferred_language text, plan public.plan, created_at timestamptz,
  conversations int, last_message_at timestamptz, mood text
)
language sql stable security invoker set search_path = ''
as $$
  select c.id, c.name, c.email, c.phone, c.preferred_language, c.plan, c.created_at, h.conversations, h.last_message_at,
    h.mood
  from public.clients c
  cross join lateral (
    select count(*)::int as conversations, max(v.last_message_at) as last_message_at,
      (array_agg(m.mood order by v.last_message_at desc) filter (where m.mood is not null))[1] as mood
    from public.conversations v
    left join public.conversation_metadata m on m.conversation_id = v.id
    where v.customer_id = c.customer_id and v.client_id = c.id and v.last_message_at is not null
  ) h
  where c.customer_id = p_customer
    and (p_language is null or c.preferred_language = p_language)
    and (p_plan is null or c.plan = p_plan::public.plan)
    and (p_at is null or (c.created_at, c.id) < (p_at, p_id))
    and case p_segment
      when 'new' then h.conversations <= 1
      when 'returning' then h.conversations > 1
      when 'quiet' then coalesce(h.last_message_at, c.created_at) < now() - interval '30 days'
      when 'unhappy' then h.mood = 'negative'
      else true end
  order by c.created_at desc, c.id desc limit p_limit
$$;
grant execute on function public.list_clients to authenticated, api_key;
