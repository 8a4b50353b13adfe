-- The workers' side of a job. A worker claims URLs for as long as its lease runs, reads them, and records each with its
-- page in one transaction. Whoever comes back after losing a lease finds the URL done and records nothing.
-- Postgres keeps the plans that it made while a site was small, and reads all pages for each one when they are many; so
-- what is asked page by page may read by index alone.

-- Whose turn it is ----------------------------------------------------------------

-- Whether one more worker would find something to do at a job: URLs that nobody holds, fewer workers than may share
-- it, or passages that nobody gives their vectors.
create function private.wants_worker(p_job public.scrape_jobs, p_workers int) returns boolean
language sql volatile set search_path = ''
as $$
  select case
    when p_job.status = 'queued' then true
    when p_job.status <> 'running' then false
    when exists (select 1 from public.scrape_job_urls u where u.job_id = p_job.job_id and u.status = 'queued') then
      exists (
        select 1 from public.scrape_job_urls u
        where u.job_id = p_job.job_id and u.status = 'queued'
          and coalesce(u.leased_until, '-infinity') < clock_timestamp())
      and (
        select count(distinct u.worker) from public.scrape_job_urls u
        where u.job_id = p_job.job_id and u.status = 'queued' and u.worker is not null
          and u.leased_until >= clock_timestamp()) < p_workers
    else coalesce(p_job.embedder_until, '-infinity') < clock_timestamp()
  end
$$;

-- The job that a worker turns to next, other than `p_not`; null when nothing waits. Customers take turns, whoever was
-- served longest ago comes first, and a job that was asked for counts as if its customer had waited nearly a day
-- longer: it precedes what is read by schedule, and yet one customer's many jobs hold up nobody.
create function public.next_scrape_job(p_not text[], p_workers int) returns text
language sql volatile security invoker set search_path = ''
as $$
  update public.scrape_jobs set served_at = clock_timestamp()
  where job_id = (
    select j.job_id
    from public.scrape_jobs j
    cross join lateral (
      select max(c.served_at) as served_at from public.scrape_jobs c where c.customer_id = j.customer_id
    ) customer
    where j.status in ('queued', 'running') and j.job_id <> all (p_not) and private.wants_worker(j, p_workers)
    order by least(statement_timestamp() - coalesce(customer.served_at, 'epoch'), interval '24 hours')
        + (j.origin <> 'schedule')::int * interval '23 hours 55 minutes' desc,
      j.served_at nulls first, j.created_at
    limit 1 for update of j skip locked)
  returning job_id
$$;

-- Whether any job waits for one more worker.
create function public.scrape_work_waits(p_workers int) returns boolean
language sql volatile security invoker set search_path = ''
as $$
  select exists (
    select 1 from public.scrape_jobs j where j.status in ('queued', 'running') and private.wants_worker(j, p_workers))
$$;

-- The sites that were read before, but not within their time (their own, or `p_hours` by plan), and are not being read.
create function public.due_sites(p_hours jsonb, p_limit int)
returns table (id uuid, customer_id uuid, url text)
language sql stable security invoker set search_path = ''
as $$
  select s.id, s.customer_id, s.url
  from public.sites s
  join public.customers c on c.id = s.customer_id
  cross join lateral (
    select j.created_at, j.status from public.scrape_jobs j
    where j.customer_id = s.customer_id and j.site_id = s.id order by j.created_at desc limit 1
  ) latest
  where latest.status not in ('queued', 'running', 'paused')
    and latest.created_at < now() - make_interval(hours => coalesce(s.refresh_hours, (p_hours ->> c.plan::text)::int))
  order by latest.created_at limit p_limit
$$;

-- Reading -------------------------------------------------------------------------

-- Gives a job that begins its first URLs: where the site starts, what was read before, so that a page which has gone is
-- noticed, and what the reading before could not read or did not get to. That reading's own URLs are then done with.
create function private.seed_scrape_job(p_job public.scrape_jobs) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_before text;
  v_start text;
  v_known int;
begin
  select s.url into strict v_start from public.sites s where s.id = p_job.site_id;
  select j.job_id into v_before from public.scrape_jobs j
  where j.customer_id = p_job.customer_id and j.site_id = p_job.site_id and j.job_id <> p_job.job_id
  order by j.created_at desc limit 1;
  insert into public.scrape_job_urls (job_id, customer_id, url, depth)
  select p_job.job_id, p_job.customer_id, seed.url, min(seed.depth)
  from (
    select v_start as url, 0 as depth, null::timestamptz as read_at
    union all
    select p.url, 1, p.read_at from public.scraped_pages p
    where p.customer_id = p_job.customer_id and p.site_id = p_job.site_id and p.status = 'active'
    union all
    select r.url, 2, null from public.scrape_job_results r
    where r.customer_id = p_job.customer_id and r.job_id = v_before and r.status = 'failed'
      and coalesce(r.http_status, 0) not in (404, 410)
    union all
    select u.url, 2, null from public.scrape_job_urls u where u.job_id = v_before and u.status = 'queued'
  ) seed
  group by seed.url order by min(seed.depth), min(seed.read_at), seed.url limit (p_job.config ->> 'maxPages')::int;
  get diagnostics v_known = row_count;
  update public.scrape_jobs set known_urls = v_known, queued_urls = v_known where job_id = p_job.job_id;
  delete from public.scrape_job_urls where job_id = v_before;
end $$;

-- Starts a job where needed, with no more pages than `p_caps` allows its customer's plan, and hands out URLs that nobody
-- holds, nearest to the start first. Returns
-- { status, customerId, domain, jobType, site: { id, url }, known, queued, urls: [{ url, depth, attempts, page }] }, or
-- null when there is no such job; `page` says what is known of the URL: { contentHash, etag, lastModified }.
create function public.claim_scrape_urls(
  p_job text, p_worker uuid, p_limit int, p_lease_seconds int, p_caps jsonb
) returns jsonb
language plpgsql volatile security invoker set search_path = '' set enable_seqscan = off
as $$
declare
  v_job public.scrape_jobs;
  v_is_first boolean;
  v_urls jsonb := '[]';
begin
  select * into v_job from public.scrape_jobs where job_id = p_job;
  if not found then return null; end if;
  if v_job.status = 'queued' then
    v_is_first := v_job.started_at is null;
    update public.scrape_jobs j set status = 'running', config = j.config || jsonb_build_object('maxPages',
      least((j.config ->> 'maxPages')::int, (p_caps ->> (select c.plan::text from public.customers c where c.id = j.customer_id))::int))
    where j.job_id = p_job and j.status = 'queued' returning * into v_job;
    if found and v_is_first then perform private.seed_scrape_job(v_job); end if;
    select * into v_job from public.scrape_jobs where job_id = p_job;
  end if;
  if v_job.status = 'running' then
    with claimed as (
      update public.scrape_job_urls u
      set worker = p_worker, leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds),
        attempts = u.attempts + 1
      where u.job_id = p_job and u.url in (
        select w.url from public.scrape_job_urls w
        where w.job_id = p_job and w.status = 'queued' and coalesce(w.leased_until, '-infinity') < clock_timestamp()
        order by w.depth, w.added_at, w.url limit p_limit for update skip locked)
      returning u.url, u.depth, u.attempts, u.added_at
    )
    select coalesce(jsonb_agg(jsonb_build_object('url', c.url, 'depth', c.depth, 'attempts', c.attempts,
        'page', (
          select jsonb_build_object('contentHash', p.content_hash, 'etag', p.etag, 'lastModified', p.last_modified)
          from public.scraped_pages p
          where p.url = c.url and p.site_id is not distinct from v_job.site_id and p.status = 'active')
      ) order by c.depth, c.added_at, c.url), '[]')
    into v_urls from claimed c;
  end if;
  return jsonb_build_object('status', v_job.status, 'customerId', v_job.customer_id, 'domain', v_job.domain,
    'jobType', v_job.job_type, 'known', v_job.known_urls, 'queued', v_job.queued_urls, 'urls', v_urls,
    'site', (select jsonb_build_object('id', s.id, 'url', s.url) from public.sites s where s.id = v_job.site_id));
end $$;

-- Keeps a worker's URLs with it a while longer. Returns the job's status, which tells the worker whether to go on; null
-- when there is no such job any more.
create function public.renew_scrape_leases(p_job text, p_worker uuid, p_lease_seconds int) returns text
language sql volatile security invoker set search_path = ''
as $$
  with renewed as (
    update public.scrape_job_urls set leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    where job_id = p_job and url in (
      -- Only what is well on its way to running out; what is being recorded needs no lease.
      select u.url from public.scrape_job_urls u
      where u.job_id = p_job and u.worker = p_worker and u.status = 'queued'
        and u.leased_until < clock_timestamp() + make_interval(secs => p_lease_seconds * 0.7)
      for update skip locked)
  )
  select status from public.scrape_jobs where job_id = p_job
$$;

-- Puts off a URL: whoever comes first after so many seconds reads it.
create function public.postpone_scrape_url(p_job text, p_worker uuid, p_url text, p_seconds int) returns void
language sql volatile security invoker set search_path = ''
as $$
  update public.scrape_job_urls
  set worker = null, leased_until = clock_timestamp() + make_interval(secs => p_seconds)
  where job_id = p_job and url = p_url and worker = p_worker and status = 'queued'
$$;

-- A worker leaves: whatever it still holds is anybody's at once, and what it never began counts as no attempt.
create function public.leave_scrape_job(p_job text, p_worker uuid, p_unread text[]) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.scrape_job_urls
  set worker = null, leased_until = null, attempts = attempts - (url = any (p_unread))::int
  where job_id = p_job and worker = p_worker and status = 'queued';
  update public.scrape_jobs set embedder = null, embedder_until = null where job_id = p_job and embedder = p_worker;
end $$;

-- Records what became of URLs, all of them in one transaction. `p_records` is JSON (as text, which nobody on the way here
-- needs to read), an array of
-- { url, status, http_status, processing_time_ms, waited_ms, error_message, links, lastmods, gone, page, passages, place }:
-- `page`, `passages` and `place` are a page that is new or changed, and `p_terms` and `p_packs` the words of all such pages,
-- as put_pages takes them; a page without `passages` was seen unchanged. `gone` takes the URL's page out of use,
-- `waited_ms` is how long ago it was finished. `p_likeness` holds { bands, words } by URL, as find_twins takes them. A page
-- that says (nearly) the same as one that this job has read already is left out.
-- `lastmods` says by URL when pages changed: those that were not read since are handed out next.
-- Returns { status, known, queued, recorded: [{ url, status, http_status, processing_time_ms, error_message,
-- hash_before, hash_after }] } without the URLs that another worker recorded first; nothing at all for a job that has
-- ended.
create function public.record_scrape_urls(
  p_job text, p_records text, p_terms text default null, p_packs text default null, p_likeness jsonb default '{}'
) returns jsonb
language plpgsql volatile security invoker set search_path = '' set enable_seqscan = off
as $$
declare
  v_records jsonb := p_records::jsonb;
  v_job public.scrape_jobs;
  v_given jsonb;
  v_recorded jsonb;
  v_added int := 0;
  v_pages jsonb;
  v_is_whole boolean;
  v_each record;
begin
  -- In the order in which a site is removed with its jobs, so that the two never wait for each other.
  perform 1 from public.scrape_jobs j join public.sites s on s.id = j.site_id where j.job_id = p_job for key share of s;
  select * into v_job from public.scrape_jobs where job_id = p_job for update;
  if not found or v_job.status in ('completed', 'failed', 'cancelled') then
    return jsonb_build_object('status', coalesce(v_job.status, 'cancelled'), 'known', 0, 'queued', 0, 'recorded', '[]'::jsonb);
  end if;

  with done as (
    update public.scrape_job_urls u set status = 'done', worker = null, leased_until = null
    from jsonb_array_elements(v_records) r
    where u.job_id = p_job and u.url = r.value ->> 'url' and u.status = 'queued'
    returning u.url, u.depth
  ), given as (
    select r.value, r.ordinality as position, d.url, d.depth, r.value #>> '{page,content_hash}' as hash
    from jsonb_array_elements(v_records) with ordinality r join done d on d.url = r.value ->> 'url'
  )
  select coalesce(jsonb_agg(g.value || jsonb_build_object('depth', g.depth, 'page_id', before.id, 'hash_before', before.content_hash,
      'twin', case when g.hash is not null then coalesce(
        (select p.url from public.scraped_pages p
         where p.content_hash = g.hash and p.status = 'active' and p.url <> g.url and p.read_at >= v_job.started_at
           and p.site_id is not distinct from v_job.site_id limit 1),
        (select e.url from given e where e.hash = g.hash and e.position < g.position limit 1)) end
    ) order by g.position), '[]')
  into v_given
  from given g
  left join lateral (
    select p.id, p.content_hash from public.scraped_pages p
    where p.url = g.url and p.site_id is not distinct from v_job.site_id and p.status = 'active' limit 1
  ) before on true;
  if v_given = '[]' then
    return jsonb_build_object('status', v_job.status, 'known', v_job.known_urls, 'queued', v_job.queued_urls, 'recorded', '[]'::jsonb);
  end if;

  v_given := private.find_twins(v_job, v_given, p_likeness);

  -- One after the other: joined, Postgres may read the whole table for them.
  for v_each in
    select (g.value ->> 'page_id')::uuid as id, seen.http_status, seen.etag, seen.last_modified
    from jsonb_array_elements(v_given) g, jsonb_populate_record(null::public.scraped_pages, g.value -> 'page') seen
    where jsonb_typeof(g.value -> 'page') = 'object' and g.value ->> 'twin' is null and not g.value ? 'passages'
  loop
    update public.scraped_pages p
    set read_at = now(), http_status = v_each.http_status, etag = v_each.etag, last_modified = v_each.last_modified
    where p.id = v_each.id;
  end loop;

  select jsonb_agg(g.value order by g.ordinality) into v_pages
  from jsonb_array_elements(v_given) with ordinality g
  where g.value ->> 'twin' is null and g.value ? 'passages';
  if v_pages is not null then
    select count(*) = jsonb_array_length(v_pages) into v_is_whole
    from jsonb_array_elements(v_records) r where r.value ? 'passages';
    perform public.put_pages(v_job.customer_id, v_job.site_id, v_pages, p_terms, case when v_is_whole then p_packs end);
  end if;

  for v_each in
    select (g.value ->> 'page_id')::uuid as id, (g.value ->> 'http_status')::int as http_status
    from jsonb_array_elements(v_given) g
    where g.value ->> 'page_id' is not null and ((g.value ->> 'gone')::boolean or g.value ->> 'twin' is not null)
  loop
    perform public.retire_page(v_job.customer_id, v_each.id, v_each.http_status);
  end loop;
  delete from public.page_likeness l using jsonb_array_elements(v_given) g
  where l.site_id is not distinct from v_job.site_id and l.url = g.value ->> 'url'
    and ((g.value ->> 'gone')::boolean or g.value ->> 'twin' is not null);

  with results as (
    insert into public.scrape_job_results (job_id, customer_id, url, status, http_status, processing_time_ms,
      error_message, hash_before, hash_after, created_at)
    select p_job, v_job.customer_id, r.url, case when twin is null then r.status else 'skipped' end, r.http_status,
      r.processing_time_ms, coalesce('It says ' || case when g.value ? 'nearly' then 'nearly ' else '' end || 'the same as ' || twin, r.error_message), r.hash_before,
      case when twin is not null or (g.value ->> 'gone')::boolean then null
           when jsonb_typeof(g.value -> 'page') = 'object' then g.value #>> '{page,content_hash}'
           else r.hash_before end,
      clock_timestamp() - make_interval(secs => coalesce((g.value ->> 'waited_ms')::numeric, 0) / 1000.0)
    from jsonb_array_elements(v_given) g, jsonb_populate_record(null::public.scrape_job_results, g.value) r,
      lateral (select g.value ->> 'twin' as twin) t
    returning url, status, http_status, processing_time_ms, error_message, hash_before, hash_after
  )
  select jsonb_agg(to_jsonb(results)) into v_recorded from results;

  if v_job.known_urls < (v_job.config ->> 'maxPages')::int then
    insert into public.scrape_job_urls (job_id, customer_id, url, depth)
    select p_job, v_job.customer_id, link.url, min((g.value ->> 'depth')::int) + 1
    from jsonb_array_elements(v_given) with ordinality g,
      jsonb_array_elements_text(g.value -> 'links') with ordinality as link(url, position)
    where char_length(link.url) <= 2048
      and not exists (select 1 from public.scrape_job_urls k where k.job_id = p_job and k.url = link.url)
    group by link.url order by min(g.ordinality), min(link.position)
    limit (v_job.config ->> 'maxPages')::int - v_job.known_urls;
    get diagnostics v_added = row_count;
  end if;
  -- What has changed since it was read comes first of what is left.
  update public.scrape_job_urls u set depth = 1, added_at = 'epoch'
  from jsonb_array_elements(v_given) g, jsonb_each_text(g.value -> 'lastmods') lastmod
  where g.value ? 'lastmods' and u.job_id = p_job and u.url = lastmod.key and u.status = 'queued' and u.worker is null
    and not exists (
      select 1 from public.scraped_pages p
      where p.url = u.url and p.site_id is not distinct from v_job.site_id and p.status = 'active'
        and p.read_at >= lastmod.value::timestamptz);
  update public.scrape_jobs set current_url = v_given -> -1 ->> 'url', known_urls = known_urls + v_added,
    queued_urls = queued_urls + v_added - jsonb_array_length(v_given)
  where job_id = p_job returning * into v_job;
  return jsonb_build_object('status', v_job.status, 'known', v_job.known_urls, 'queued', v_job.queued_urls,
    'recorded', v_recorded);
end $$;

-- Ends a running job that has nothing left to read, and returns its status. A job that found nothing has failed, for
-- the reason that its first URL gives.
create function public.settle_scrape_job(p_job text) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_job public.scrape_jobs;
  v_found boolean;
begin
  select * into v_job from public.scrape_jobs where job_id = p_job for update;
  if v_job.status is distinct from 'running'
    or exists (select 1 from public.scrape_job_urls where job_id = p_job and status = 'queued') then
    return v_job.status;
  end if;
  v_found := exists (select 1 from public.scrape_job_results where job_id = p_job and status = 'success');
  update public.scrape_jobs set current_url = null, queued_urls = 0,
    status = case when v_found then 'completed' else 'failed' end,
    error_message = case when not v_found then (
      select r.error_message from public.scrape_job_results r where r.job_id = p_job order by r.created_at limit 1) end
  where job_id = p_job returning * into v_job;
  return v_job.status;
end $$;

-- Vectors -------------------------------------------------------------------------

-- The next passages of a job's site, after `p_after`, without a vector of `p_model`: an array of { id, text } that is
-- this worker's for the lease. Null while another worker has the job's passages, or when the job isn't running.
create function public.claim_passages(
  p_job text, p_worker uuid, p_model text, p_after bigint, p_limit int, p_lease_seconds int
) returns jsonb
language plpgsql volatile security invoker set search_path = '' set enable_seqscan = off
as $$
declare
  v_job public.scrape_jobs;
  v_waiting jsonb;
begin
  update public.scrape_jobs
  set embedder = p_worker, embedder_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where job_id = p_job and status = 'running'
    and (embedder = p_worker or coalesce(embedder_until, '-infinity') < clock_timestamp())
  returning * into v_job;
  if not found then return null; end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', w.id,
      'text', array_to_string(w.heading_path, ' > ') || E'\n' || w.content) order by w.id), '[]') into v_waiting
  from (
      -- Looked up passage by passage, not joined: Postgres takes a customer that is newer than its statistics for one row,
      -- and would read all its pages for each passage.
      select c.id, c.heading_path, c.content
      from public.website_content c
      where c.customer_id = v_job.customer_id and c.id > p_after
        and v_job.site_id = (
          select p.site_id from public.scraped_pages p where p.customer_id = c.customer_id and p.id = c.page_id)
        and (
          select e.model from public.page_embeddings e
          where e.customer_id = c.customer_id and e.passage_id = c.id and e.model = p_model) is null
      order by c.id limit p_limit
    ) w;
  return v_waiting;
end $$;

-- Stores vectors for passages that are still there. A customer's first ones are the model's that is searched by.
create function public.put_embeddings(p_customer uuid, p_model text, p_ids bigint[], p_vectors text[]) returns void
language sql volatile security invoker set search_path = ''
as $$
  update public.search_corpora set embedding_model = p_model where customer_id = p_customer and embedding_model is null;
  insert into public.page_embeddings (customer_id, passage_id, model, embedding)
  select p_customer, c.id, p_model, given.vector::extensions.halfvec(512)
  from unnest(p_ids, p_vectors) as given(id, vector)
  join public.website_content c on c.customer_id = p_customer and c.id = given.id
  on conflict (customer_id, passage_id, model) do update set embedding = excluded.embedding
$$;

grant execute on function private.wants_worker, private.seed_scrape_job, public.next_scrape_job,
  public.scrape_work_waits, public.due_sites, public.claim_scrape_urls, public.renew_scrape_leases,
  public.postpone_scrape_url, public.leave_scrape_job, public.record_scrape_urls, public.settle_scrape_job,
  public.claim_passages, public.put_embeddings to service_role;
