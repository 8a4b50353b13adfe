-- What the cleanups did, and what they left though it should be gone: for the monthly look at how long things are kept.

create table private.cleanup_runs (
  id bigint generated always as identity primary key,
  cleanup text not null,
  ended_at timestamptz not null default now(),
  took_ms int not null,
  deleted bigint not null,
  failed boolean not null
);
create index cleanup_runs_latest on private.cleanup_runs (cleanup, ended_at desc);
create index cleanup_runs_age on private.cleanup_runs (ended_at);
comment on table private.cleanup_runs is 'Each run of a cleanup, for a year.';
alter table private.cleanup_runs enable row level security;
alter table private.cleanup_runs force row level security;
grant select, insert, delete on private.cleanup_runs to service_role;

create function public.record_cleanup(p_cleanup text, p_took_ms int, p_deleted bigint, p_failed boolean) returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into private.cleanup_runs (cleanup, took_ms, deleted, failed) values (p_cleanup, p_took_ms, p_deleted, p_failed);
  delete from private.cleanup_runs where ended_at < now() - interval '1 year';
$$;

-- By cleanup: how many rows there are and how much room they take, how many should be gone and since when the first of
-- them should, and what the runs of the last thirty days did.
create function public.review_cleanups(p_scrape_job_days int) returns table (
  cleanup text, kept bigint, bytes bigint, overdue bigint, overdue_since timestamptz,
  last_run timestamptz, last_deleted bigint, runs bigint, deleted bigint, failed bigint
)
language sql stable security invoker set search_path = ''
as $$
  with held (cleanup, relation, kept, overdue, overdue_since) as (
    select 'conversations', 'public.conversations', count(*), count(*) filter (where c.due < now()),
      min(c.due) filter (where c.due < now())
    from (
      select coalesce(v.last_message_at, v.created_at) + make_interval(days => k.retention_days) as due
      from public.conversations v join public.customer_configs k on k.customer_id = v.customer_id
    ) c
    union all
    select 'scrape_jobs', 'public.scrape_jobs', count(*), count(*) filter (where j.due < now()),
      min(j.due) filter (where j.due < now())
    from (
      select case when status not in ('queued', 'running')
        then created_at + make_interval(days => p_scrape_job_days) end as due
      from public.scrape_jobs
    ) j
    union all
    select 'message_queue', 'public.message_queue', count(*), count(*) filter (where expires_at < now()),
      min(expires_at) filter (where expires_at < now())
    from public.message_queue
    union all
    select 'attachments', 'public.attachments', count(*), count(*) filter (where a.due < now()),
      min(a.due) filter (where a.due < now())
    from (
      select case when conversation_id is null then created_at + interval '1 day' end as due from public.attachments
    ) a
    union all
    select 'attachment_files', 'public.forgotten_files', count(*), count(*), min(created_at) from public.forgotten_files
  )
  select h.cleanup, h.kept, pg_catalog.pg_total_relation_size(h.relation::regclass), h.overdue, h.overdue_since,
    l.ended_at, l.deleted, r.runs, r.deleted, r.failed
  from held h
  left join lateral (
    select ended_at, deleted from private.cleanup_runs where cleanup_runs.cleanup = h.cleanup
    order by ended_at desc limit 1
  ) l on true
  cross join lateral (
    select count(*) as runs, coalesce(sum(c.deleted), 0)::bigint as deleted, count(*) filter (where c.failed) as failed
    from private.cleanup_runs c where c.cleanup = h.cleanup and c.ended_at > now() - interval '30 days'
  ) r
$$;
grant execute on function public.record_cleanup, public.review_cleanups to service_role;
