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
