-- Reading a site is a job: its URLs wait in a table, workers claim them with leases, and every page leaves a result.
-- The results are the audit trail; a trigger keeps their statistics.

create table public.scrape_jobs (
  job_id text primary key default gen_random_uuid()::text,
  customer_id uuid not null,
  site_id uuid not null,
  domain text not null,
  job_type text not null default 'full_crawl' check (job_type in ('full_crawl', 'incremental')),
  status text not null default 'queued'
    check (status in ('queued', 'running', 'paused', 'completed', 'failed', 'cancelled')),
  config jsonb not null default '{}' check ((config ->> 'maxPages')::int between 1 and 10000),
  origin text not null default case private.claim('role') when 'authenticated' then 'member' when 'api_key' then 'program'
    else 'schedule' end check (origin in ('member', 'program', 'schedule')),
  started_by uuid default auth.uid() references auth.users (id) on delete set null, -- Which member.
  current_url text, -- What a worker read last, for those who watch.
  known_urls int not null default 0, -- How many URLs the job knows of,
  queued_urls int not null default 0, -- and how many of them are still to be read.
  served_at timestamptz, -- When a worker last turned to it.
  error_message text,
  embedder uuid, -- The worker that gives the site's passages their vectors,
  embedder_until timestamptz, -- and until when that is its work alone.
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  updated_at timestamptz not null default now(),
  unique (customer_id, job_id),
  foreign key (customer_id, site_id) references public.sites (customer_id, id) on delete cascade
);
-- A site is read once at a time.
create unique index scrape_jobs_active on public.scrape_jobs (site_id) where status in ('queued', 'running', 'paused');
create index scrape_jobs_site on public.scrape_jobs (customer_id, site_id, created_at desc, job_id desc);
create index scrape_jobs_starter on public.scrape_jobs (started_by) where started_by is not null;
create index scrape_jobs_open on public.scrape_jobs (created_at) where status in ('queued', 'running');
create index scrape_jobs_age on public.scrape_jobs (created_at);
create index scrape_jobs_served on public.scrape_jobs (customer_id, served_at desc nulls last);
comment on table public.scrape_jobs is 'One reading of a site.';

create table public.scrape_job_urls (
  job_id text not null,
  customer_id uuid not null,
  url text not null check (char_length(url) <= 2048),
  depth int not null default 0,
  status text not null default 'queued' check (status in ('queued', 'done')),
  attempts int not null default 0,
  worker uuid, -- Who reads it,
  leased_until timestamptz, -- and until when nobody else may; without a worker, when it may be tried again.
  added_at timestamptz not null default now(),
  primary key (job_id, url),
  foreign key (customer_id, job_id) references public.scrape_jobs (customer_id, job_id) on delete cascade
);
create index scrape_job_urls_waiting on public.scrape_job_urls (job_id, depth, added_at, url) where status = 'queued';
create index scrape_job_urls_leased on public.scrape_job_urls (job_id, worker, leased_until)
  where status = 'queued' and worker is not null;
create index scrape_job_urls_customer on public.scrape_job_urls (customer_id, job_id);
comment on table public.scrape_job_urls is 'The URLs a job knows of, and which are still to be read.';

create table public.scrape_job_results (
  id uuid primary key default gen_random_uuid(),
  job_id text not null,
  customer_id uuid not null,
  url text not null,
  status text not null check (status in ('success', 'failed', 'skipped')),
  http_status int,
  processing_time_ms int not null check (processing_time_ms >= 0),
  error_message text,
  hash_before text, -- content_hash of the page before this job and after it.
  hash_after text,
  outcome text not null generated always as (case when status <> 'success' then status when hash_before is null then 'new'
    when hash_before = hash_after then 'unchanged' else 'changed' end) stored,
  created_at timestamptz not null default clock_timestamp(),
  unique (job_id, url),
  foreign key (customer_id, job_id) references public.scrape_jobs (customer_id, job_id) on delete cascade
);
create index scrape_job_results_newest on public.scrape_job_results (customer_id, job_id, created_at desc, id desc);
create index scrape_job_results_outcome on public.scrape_job_results (customer_id, job_id, outcome, created_at desc, id desc);
comment on table public.scrape_job_results is 'What became of each URL of a job.';

create table public.scrape_job_stats (
  job_id text primary key,
  customer_id uuid not null,
  total_pages int not null default 0,
  successful_pages int not null default 0,
  failed_pages int not null default 0,
  skipped_pages int not null default 0,
  total_processing_ms bigint not null default 0,
  avg_processing_time_ms int not null default 0,
  pages_per_second numeric(10, 2) not null default 0,
  first_page_at timestamptz not null, -- When work on the first page began,
  last_page_at timestamptz not null, -- and when it ended on the last one so far.
  updated_at timestamptz not null default now(),
  foreign key (customer_id, job_id) references public.scrape_jobs (customer_id, job_id) on delete cascade
);
create index scrape_job_stats_customer on public.scrape_job_stats (customer_id, job_id);
comment on table public.scrape_job_stats is 'The sums of a job''s results, kept by a trigger.';

create trigger touch_updated_at before update on public.scrape_jobs
  for each row execute function private.touch_updated_at();

-- A job that has ended stays ended, whoever asks, and its times follow its status.
create function private.move_scrape_job() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if old.status in ('completed', 'failed', 'cancelled') then
    raise exception 'A job that is % stays so', old.status using errcode = '23514';
  end if;
  if new.status = 'running' then new.started_at = coalesce(old.started_at, now()); end if;
  if new.status in ('completed', 'failed', 'cancelled') then new.completed_at = now(); end if;
  return new;
end $$;
create trigger move_job before update of status on public.scrape_jobs
  for each row when (old.status is distinct from new.status) execute function private.move_scrape_job();

-- Statistics ----------------------------------------------------------------------

-- The rate is pages by the clock on the wall, from the moment work on the first one began, however many workers share
-- them. Once a statement, for pages are recorded in batches.
create function private.count_scrape_results() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.scrape_job_stats as s (job_id, customer_id, total_pages, successful_pages, failed_pages,
    skipped_pages, total_processing_ms, avg_processing_time_ms, pages_per_second, first_page_at, last_page_at)
  select f.job_id, f.customer_id, count(*), count(*) filter (where f.status = 'success'),
    count(*) filter (where f.status = 'failed'), count(*) filter (where f.status = 'skipped'),
    sum(f.processing_time_ms), round(avg(f.processing_time_ms)),
    private.page_rate(count(*), min(f.began_at), max(f.created_at)), min(f.began_at), max(f.created_at)
  from (select n.*, n.created_at - make_interval(secs => n.processing_time_ms / 1000.0) as began_at from fresh n) f
  group by f.job_id, f.customer_id
  on conflict (job_id) do update set
    total_pages = s.total_pages + excluded.total_pages,
    successful_pages = s.successful_pages + excluded.successful_pages,
    failed_pages = s.failed_pages + excluded.failed_pages,
    skipped_pages = s.skipped_pages + excluded.skipped_pages,
    total_processing_ms = s.total_processing_ms + excluded.total_processing_ms,
    avg_processing_time_ms = round((s.total_processing_ms + excluded.total_processing_ms)
      / (s.total_pages + excluded.total_pages)::numeric),
    pages_per_second = private.page_rate(s.total_pages + excluded.total_pages,
      least(s.first_page_at, excluded.first_page_at), greatest(s.last_page_at, excluded.last_page_at)),
    first_page_at = least(s.first_page_at, excluded.first_page_at),
    last_page_at = greatest(s.last_page_at, excluded.last_page_at),
    updated_at = now();
  return null;
end $$;

create function private.page_rate(p_pages bigint, p_from timestamptz, p_to timestamptz) returns numeric
language sql immutable set search_path = ''
as $$ select least(round(p_pages / greatest(extract(epoch from p_to - p_from), 0.001), 2), 99999999) $$;

create trigger count_results after insert on public.scrape_job_results
  referencing new table as fresh for each statement execute function private.count_scrape_results();

-- A job's results in sums, with the caller's rights: { outcomes: { new, changed, … }, reasons: [{ outcome, reason,
-- httpStatus, pages }] from the most frequent down, addresses in them left out, pace: { seconds, pages } }. `pace` says
-- how many pages were done in each stretch of so many seconds; null for less than 20 pages.
create function public.summarize_scrape_job(p_customer uuid, p_job text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  with done as materialized (
    select outcome, http_status, error_message, processing_time_ms, extract(epoch from created_at) as at
    from public.scrape_job_results where customer_id = p_customer and job_id = p_job
  ), reasons as (
    select outcome, regexp_replace(regexp_replace(error_message, '^https?://[^[:space:]]+ ', ''), 'https?://[^[:space:]]+', '…', 'g') as reason,
      case when error_message is null then http_status end as http_status, count(*) as pages
    from done where outcome in ('skipped', 'failed') group by 1, 2, 3 order by pages desc, reason limit 12
  ), span as (
    select min(at - processing_time_ms / 1000.0) as began, max(at) as ended, count(*) as pages from done
  ), pace as (
    select bucket, count(d.at) as pages
    from span s cross join generate_series(1, 40) as bucket
    left join done d on least(width_bucket(d.at, s.began, s.ended, 40), 40) = bucket
    where s.pages >= 20 and s.ended > s.began group by bucket
  )
  select jsonb_build_object(
    'outcomes', (select coalesce(jsonb_object_agg(o.outcome, o.pages), '{}')
      from (select outcome, count(*) as pages from done group by 1) o),
    'reasons', (select coalesce(jsonb_agg(jsonb_build_object('outcome', r.outcome, 'reason', r.reason,
      'httpStatus', r.http_status, 'pages', r.pages) order by r.pages desc, r.reason), '[]') from reasons r),
    'pace', (select jsonb_build_object('seconds', round((s.ended - s.began) / 40.0, 3),
      'pages', (select jsonb_agg(p.pages order by p.bucket) from pace p))
      from span s where exists (select from pace)))
$$;
grant execute on function public.summarize_scrape_job to authenticated, api_key;

-- Row level security --------------------------------------------------------------

alter table public.scrape_jobs enable row level security;
alter table public.scrape_jobs force row level security;
alter table public.scrape_job_urls enable row level security;
alter table public.scrape_job_urls force row level security;
alter table public.scrape_job_results enable row level security;
alter table public.scrape_job_results force row level security;
alter table public.scrape_job_stats enable row level security;
alter table public.scrape_job_stats force row level security;

create policy "Members see their jobs" on public.scrape_jobs
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Owners and admins start jobs" on public.scrape_jobs
  for insert to authenticated with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Owners and admins steer jobs" on public.scrape_jobs
  for update to authenticated
  using (customer_id in (select private.my_customer_ids('{owner,admin}')))
  with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs see their jobs" on public.scrape_jobs
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
create policy "Programs start jobs" on public.scrape_jobs
  for insert to api_key with check (customer_id = (select private.claimed_customer_id()));
create policy "Programs steer jobs" on public.scrape_jobs
  for update to api_key
  using (customer_id = (select private.claimed_customer_id()))
  with check (customer_id = (select private.claimed_customer_id()));
grant select, insert (job_id, customer_id, site_id, domain, job_type, config), update (status)
  on public.scrape_jobs to authenticated, api_key;
grant all on public.scrape_jobs to service_role;

-- No policies for anyone but jobs: what waits to be read is the workers' own book.
grant all on public.scrape_job_urls to service_role;

create policy "Members see their results" on public.scrape_job_results
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see their results" on public.scrape_job_results
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
create policy "Members see their statistics" on public.scrape_job_stats
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs see their statistics" on public.scrape_job_stats
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
grant select on public.scrape_job_results, public.scrape_job_stats to authenticated, api_key;
grant all on public.scrape_job_results, public.scrape_job_stats to service_role;

alter publication supabase_realtime add table public.scrape_jobs, public.scrape_job_stats;

-- Cleanup -------------------------------------------------------------------------

-- Deletes the jobs that are older than so many days, with their URLs, results and statistics, and returns how many went.
-- One that workers are at stays. At most `batch`, so that no run holds its locks for long; the caller repeats until it
-- returns less.
create function public.cleanup_old_scrape_jobs(days int default 90, batch int default 1000) returns bigint
language sql volatile security invoker set search_path = ''
as $$
  with doomed as (
    select job_id from public.scrape_jobs
    where created_at < now() - make_interval(days => days) and status not in ('queued', 'running')
    order by created_at limit batch for update skip locked
  ), gone as (
    delete from public.scrape_jobs j using doomed where j.job_id = doomed.job_id returning 1
  )
  select count(*) from gone
$$;
grant execute on function public.cleanup_old_scrape_jobs to service_role;
