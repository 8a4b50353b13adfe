-- What could not be delivered at once waits here: a visitor's messages from before a connection broke, and answers whose
-- writing failed. A row is replayed by its session and is gone a day after it came.

create table public.message_queue (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id text not null,
  conversation_id uuid,
  message_data jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'processing', 'completed', 'failed')),
  retry_count int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '24 hours'
);
create index message_queue_session on public.message_queue (customer_id, session_id, created_at);
create index message_queue_expiry on public.message_queue (expires_at);
comment on table public.message_queue is 'Messages waiting to be delivered, for at most a day.';

create trigger touch_updated_at before update on public.message_queue
  for each row execute function private.touch_updated_at();

-- Row level security --------------------------------------------------------------

alter table public.message_queue enable row level security;
alter table public.message_queue force row level security;

create policy "Visitors see what waits in their session" on public.message_queue
  for select to visitor using (
    customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id'))
  );
create policy "Visitors queue messages in their session" on public.message_queue
  for insert to visitor with check (
    customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id'))
  );
create policy "Visitors mark their messages as delivered" on public.message_queue
  for update to visitor
  using (customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id')))
  with check (customer_id = (select private.claimed_customer_id()) and session_id = (select private.claim('session_id')));
-- A member's own chat has the member's id for a session.
create policy "Members queue messages of their own chats" on public.message_queue
  for insert to authenticated with check (
    customer_id in (select private.my_customer_ids()) and session_id = (select auth.uid())::text
  );
create policy "Members mark their messages as delivered" on public.message_queue
  for update to authenticated
  using (customer_id in (select private.my_customer_ids()) and session_id = (select auth.uid())::text)
  with check (customer_id in (select private.my_customer_ids()) and session_id = (select auth.uid())::text);
create policy "Members see what waits" on public.message_queue
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
grant select, insert (id, customer_id, session_id, conversation_id, message_data), update (status, retry_count)
  on public.message_queue to visitor, authenticated;
grant all on public.message_queue to service_role;

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
