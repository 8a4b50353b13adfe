-- How long conversations are kept is each customer's own decision (customer_configs.retention_days, counted from the last
-- message). Only the retention job deletes them.

create index conversations_age on public.conversations (customer_id, coalesce(last_message_at, created_at));

-- How many conversations each customer has kept longer than wanted.
create function public.count_expired_conversations() returns table (customer_id uuid, conversations bigint)
language sql stable security invoker set search_path = ''
as $$
  select k.customer_id, count(*)
  from public.customer_configs k
  join public.conversations c on c.customer_id = k.customer_id
    and coalesce(c.last_message_at, c.created_at) < now() - make_interval(days => k.retention_days)
  group by k.customer_id
$$;

-- Deletes up to `p_limit` of them with all that was said, and returns which, and whose they were.
create function public.delete_expired_conversations(p_limit int) returns table (id uuid, owner uuid)
language sql volatile security invoker set search_path = ''
as $$
  with doomed as (
    select c.id from public.customer_configs k
    join public.conversations c on c.customer_id = k.customer_id
      and coalesce(c.last_message_at, c.created_at) < now() - make_interval(days => k.retention_days)
    limit p_limit for update of c skip locked
  )
  delete from public.conversations c using doomed where c.id = doomed.id
  returning c.id, coalesce(c.session_id, c.user_id)
$$;
grant execute on function public.count_expired_conversations, public.delete_expired_conversations to service_role;

-- What the next run would delete of a customer if conversations were kept `p_days`. Security definer, because the run
-- deletes members' own chats too, and those nobody else may see: only how many there are is told, and only to managers.
create function public.preview_retention(p_customer uuid, p_days int)
returns table (conversations bigint, messages bigint, oldest timestamptz, kept bigint)
language plpgsql stable security definer set search_path = ''
as $$
begin
  if p_customer not in (select private.my_customer_ids('{owner,admin}')) then
    raise exception 'Only owners and admins may look' using errcode = '42501';
  end if;
  return query
  select count(*) filter (where c.is_over), coalesce(sum(c.message_count) filter (where c.is_over), 0),
    min(c.at) filter (where c.is_over), count(*) filter (where not c.is_over)
  from (
    select v.message_count, coalesce(v.last_message_at, v.created_at) as at,
      coalesce(v.last_message_at, v.created_at) < now() - make_interval(days => p_days) as is_over
    from public.conversations v where v.customer_id = p_customer
  ) c;
end $$;
grant execute on function public.preview_retention to authenticated;
