-- What could not be delivered at once waits here: turns whose writing failed, and messages that a widget has backed up. A
-- worker claims a row with a lease, so that one that dies costs minutes and nothing is delivered by two at once; a row that
-- fails is tried again later each time, then left for a member to see. Each is gone a day after it came.

create table public.message_queue (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id text not null, -- A visitor's session; in a member's own chat the member's id.
  user_id uuid references auth.users (id) on delete cascade, -- Whose own chat it belongs to; null for visitors'.
  conversation_id uuid,
  client_message_id text check (char_length(client_message_id) between 1 and 100), -- Of a widget's message; null for a turn.
  message_data jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'processing', 'completed', 'failed')),
  retry_count int not null default 0,
  next_attempt_at timestamptz not null default now(),
  lease_id uuid, -- Of the worker that delivers it.
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '24 hours',
  unique (customer_id, session_id, client_message_id)
);
create index message_queue_session on public.message_queue (customer_id, session_id, seq);
create index message_queue_due on public.message_queue (next_attempt_at) where status in ('pending', 'processing');
create index message_queue_failed on public.message_queue (customer_id, seq desc) where status = 'failed';
create index message_queue_user on public.message_queue (user_id) where user_id is not null;
create index message_queue_expiry on public.message_queue (expires_at);
comment on table public.message_queue is 'Messages waiting to be delivered, for at most a day.';

create trigger touch_updated_at before update on public.message_queue
  for each row execute function private.touch_updated_at();

-- Row level security --------------------------------------------------------------

alter table public.message_queue enable row level security;
alter table public.message_queue force row level security;

-- Only the server queues for a visitor: what is delivered later is delivered as if the server had said it.
create policy "Visitors see what waits in their session" on public.message_queue
  for select to visitor using (
    customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id'))
  );
create policy "The server queues messages of a visitor's session" on public.message_queue
  for insert to visitor with check (
    customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id'))
    and user_id is null and (select private.claim('via')) = 'server'
  );
create policy "The server marks a visitor's messages as delivered" on public.message_queue
  for update to visitor
  using (customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id'))
    and (select private.claim('via')) = 'server')
  with check (customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id')));
create policy "Members queue messages of their own chats" on public.message_queue
  for insert to authenticated with check (
    customer_id in (select private.my_customer_ids()) and user_id = (select auth.uid())
    and session_id = (select auth.uid())::text
  );
create policy "Members mark their messages as delivered" on public.message_queue
  for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Members see what waits of visitors and of their own" on public.message_queue
  for select to authenticated using (
    customer_id in (select private.my_customer_ids()) and (user_id is null or user_id = (select auth.uid()))
  );
create policy "Agents send again what was given up" on public.message_queue
  for update to authenticated
  using (status = 'failed' and user_id is null and customer_id in (select private.my_customer_ids('{owner,admin,agent}')))
  with check (status in ('pending', 'failed') and user_id is null);
create policy "Agents discard what was given up" on public.message_queue
  for delete to authenticated using (
    status = 'failed' and user_id is null and customer_id in (select private.my_customer_ids('{owner,admin,agent}'))
  );
grant select,
  insert (id, customer_id, session_id, user_id, conversation_id, client_message_id, message_data, next_attempt_at),
  update (status, retry_count, next_attempt_at, lease_id, leased_until, last_error)
  on public.message_queue to visitor, authenticated;
grant delete on public.message_queue to authenticated;
grant all on public.message_queue to service_role;

-- Delivering ----------------------------------------------------------------------

-- Hands out up to `p_limit` rows that are due, each to one worker until its lease ends, and of each session only the
-- oldest: order is kept. A row whose deliveries were begun 8 times and never ended is given up.
create function public.claim_queued_messages(p_limit int, p_lease_seconds int) returns setof public.message_queue
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.message_queue q
  set status = 'failed', lease_id = null, leased_until = null, last_error = 'Its delivery was begun 8 times and never ended'
  where q.status = 'processing' and q.leased_until < now() and q.retry_count >= 8;
  return query
    with due as (
      select q.id from public.message_queue q
      where q.status in ('pending', 'processing') and q.next_attempt_at <= now() and q.expires_at > now()
        and (q.leased_until is null or q.leased_until < now())
        and not exists (
          select 1 from public.message_queue e
          where e.customer_id = q.customer_id and e.session_id = q.session_id and e.seq < q.seq
            and e.status in ('pending', 'processing') and e.expires_at > now())
      order by q.seq limit p_limit for update skip locked
    )
    update public.message_queue q
    set status = 'processing', retry_count = q.retry_count + 1, lease_id = gen_random_uuid(),
      leased_until = now() + make_interval(secs => p_lease_seconds)
    from due where q.id = due.id
    returning q.*;
end $$;

-- What became of a claimed row: delivered, or tried again after 30 seconds, then after twice as long each time, and given
-- up after 8 tries. Changes nothing and returns false where the lease has gone to another worker.
create function public.settle_queued_message(p_id uuid, p_lease uuid, p_error text default null) returns boolean
language sql volatile security invoker set search_path = ''
as $$
  with settled as (
    update public.message_queue set
      status = case when p_error is null then 'completed' when retry_count >= 8 then 'failed' else 'pending' end,
      last_error = left(p_error, 1000), lease_id = null, leased_until = null,
      next_attempt_at = now() + interval '15 seconds' * 2 ^ retry_count
    where id = p_id and lease_id = p_lease
    returning 1
  )
  select exists (select 1 from settled)
$$;
grant execute on function public.claim_queued_messages, public.settle_queued_message to service_role;

-- Cleanup -------------------------------------------------------------------------

-- Deletes what expired, whatever its status, and returns how many rows went. In batches, so that no run holds its
-- locks for long; the caller repeats until it returns less than `batch`.
create function public.cleanup_expired_message_queue(batch int default 10000) returns bigint
language sql volatile security invoker set search_path = ''
as $$
  with doomed as (
    select id from public.message_queue where expires_at < now() limit batch for update skip locked
  ), gone as (
    delete from public.message_queue q using doomed where q.id = doomed.id returning 1
  )
  select count(*) from gone
$$;
grant execute on function public.cleanup_expired_message_queue to service_role;
