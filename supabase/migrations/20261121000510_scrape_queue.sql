-- The workers' side of a job. A worker claims URLs for as long as its lease runs, reads them, and records each with its
-- page in one transaction. Whoever comes back after losing a lease finds the URL done and records nothing.

-- Starts a job where needed and hands out URLs that nobody holds, nearest to the start first. Returns
-- { status, customerId, site: { id, url }, queued, urls: [{ url, depth, page }] }, or null when there is no such job;
-- `page` says what is known of the URL: { contentHash, etag, lastModified }.
create function public.claim_scrape_urls(p_job text, p_limit int, p_lease_seconds int) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_job public.scrape_jobs;
  v_site public.sites;
  v_urls jsonb := '[]';
begin
  select * into v_job from public.scrape_jobs where job_id = p_job;
  if not found then return null; end if;
  select * into v_site from public.sites where id = v_job.site_id;
  if v_job.status = 'queued' then
    -- What was read before is read again, so that a page which has gone is noticed.
    insert into public.scrape_job_urls (job_id, customer_id, url, depth)
    select p_job, v_job.customer_id, seed.url, seed.depth
    from (select v_site.url as url, 0 as depth
          union all
          (select p.url, 1 from public.scraped_pages p
           where p.customer_id = v_job.customer_id and p.site_id = v_site.id and p.status = 'active' and p.url <> v_site.url
           order by p.read_at limit greatest((v_job.config ->> 'maxPages')::int - 1, 0))) seed
    on conflict do nothing;
    update public.scrape_jobs set status = 'running' where job_id = p_job and status = 'queued' returning * into v_job;
    if not found then select * into v_job from public.scrape_jobs where job_id = p_job; end if;
  end if;
  if v_job.status = 'running' then
    with claimed as (
      update public.scrape_job_urls u
      set leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds), attempts = u.attempts + 1
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
          where p.customer_id = v_job.customer_id and p.site_id = v_site.id and p.url = c.url and p.status = 'active')
      ) order by c.depth, c.added_at, c.url), '[]')
    into v_urls from claimed c;
  end if;
  return jsonb_build_object('status', v_job.status, 'customerId', v_job.customer_id,
    'site', jsonb_build_object('id', v_site.id, 'url', v_site.url), 'urls', v_urls,
    'queued', (select count(*) from public.scrape_job_urls where job_id = p_job and status = 'queued'));
end $$;

-- Keeps URLs with their worker a while longer. Returns the job's status, which tells the worker whether to go on.
create function public.renew_scrape_leases(p_job text, p_urls text[], p_lease_seconds int) returns text
language sql volatile security invoker set search_path = ''
as $$
  with renewed as (
    update public.scrape_job_urls set leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
    where job_id = p_job and url = any (p_urls) and status = 'queued'
  )
  select status from public.scrape_jobs where job_id = p_job
$$;

-- Gives URLs back at once, unread, as a worker does whose time is up.
create function public.release_scrape_urls(p_job text, p_urls text[]) returns void
language sql volatile security invoker set search_path = ''
as $$
  update public.scrape_job_urls set leased_until = null, attempts = attempts - 1
  where job_id = p_job and url = any (p_urls) and status = 'queued'
$$;

-- Records what became of a URL, in one transaction: its result, its page (as put_page takes it; without passages the
-- page was seen unchanged), or that the page is gone, and the links it led to. A page that says the same as another one
-- of this reading is left out. Returns the result as it was stored; null when another worker was first.
create function public.record_scrape_url(
  p_job text, p_url text, p_result jsonb, p_links text[] default '{}',
  p_page jsonb default null, p_passages jsonb default null, p_gone boolean default false
) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_job public.scrape_jobs;
  v_depth int;
  v_page uuid;
  v_twin text;
begin
  update public.scrape_job_urls set status = 'done', leased_until = null
  where job_id = p_job and url = p_url and status = 'queued' returning depth into v_depth;
  if not found then return null; end if;
  select * into strict v_job from public.scrape_jobs where job_id = p_job;

  if p_passages is not null then
    select p.url into v_twin from public.scraped_pages p
    where p.customer_id = v_job.customer_id and p.site_id = v_job.site_id and p.url <> p_url and p.status = 'active'
      and p.content_hash = p_page ->> 'content_hash' and p.read_at >= v_job.started_at limit 1;
    if found then
      p_gone := true;
      p_passages := null;
      p_page := null;
      p_result := p_result || jsonb_build_object('status', 'skipped', 'error_message', 'It says the same as ' || v_twin);
    end if;
  end if;
  if p_passages is not null then
    perform public.put_page(v_job.customer_id, v_job.site_id, p_page, p_passages);
  elsif p_page is not null then
    update public.scraped_pages set read_at = now(), http_status = (p_page ->> 'http_status')::smallint,
      etag = p_page ->> 'etag', last_modified = p_page ->> 'last_modified'
    where customer_id = v_job.customer_id and site_id = v_job.site_id and url = p_url;
  elsif p_gone then
    select id into v_page from public.scraped_pages
    where customer_id = v_job.customer_id and site_id = v_job.site_id and url = p_url and status = 'active';
    if found then perform public.retire_page(v_job.customer_id, v_page, (p_result ->> 'http_status')::int); end if;
  end if;

  insert into public.scrape_job_results (job_id, customer_id, url, status, http_status, processing_time_ms, error_message)
  select p_job, v_job.customer_id, p_url, r.status, r.http_status, r.processing_time_ms, r.error_message
  from jsonb_populate_record(null::public.scrape_job_results, p_result) r;

  -- The job's row is locked before its URLs are counted, so that two workers can't both fill the last places.
  perform 1 from public.scrape_jobs where job_id = p_job for update;
  insert into public.scrape_job_urls (job_id, customer_id, url, depth)
  select p_job, v_job.customer_id, link.url, v_depth + 1
  from unnest(p_links) with ordinality as link(url, position)
  where not exists (select 1 from public.scrape_job_urls k where k.job_id = p_job and k.url = link.url)
  order by link.position
  limit greatest((v_job.config ->> 'maxPages')::int - (select count(*) from public.scrape_job_urls where job_id = p_job), 0)
  on conflict do nothing;
  update public.scrape_jobs set current_url = p_url,
    queued_urls = (select count(*) from public.scrape_job_urls where job_id = p_job and status = 'queued')
  where job_id = p_job;
  return p_result;
end $$;

-- Passages of the job's site that have no vector of this model yet, as [{ id, text }]; null while another worker is at
-- it, so that nothing is paid for twice.
create function public.claim_passages(p_job text, p_worker uuid, p_model text, p_limit int, p_lease_seconds int) returns jsonb
language plpgsql volatile security invoker set search_path = ''
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
      select c.id, c.heading_path, c.content
      from public.scraped_pages p
      join public.website_content c on c.customer_id = p.customer_id and c.page_id = p.id
      where p.customer_id = v_job.customer_id and p.site_id = v_job.site_id and not exists (
        select 1 from public.page_embeddings e
        where e.customer_id = c.customer_id and e.passage_id = c.id and e.model = p_model)
      order by c.id limit p_limit
    ) w;
  if v_waiting = '[]' then update public.scrape_jobs set embedder_until = null where job_id = p_job; end if;
  return v_waiting;
end $$;

-- Stores vectors for passages that are still there.
create function public.put_embeddings(p_customer uuid, p_model text, p_ids bigint[], p_vectors text[]) returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into public.page_embeddings (customer_id, passage_id, model, embedding)
  select p_customer, c.id, p_model, given.vector::extensions.halfvec(512)
  from unnest(p_ids, p_vectors) as given(id, vector)
  join public.website_content c on c.customer_id = p_customer and c.id = given.id
  on conflict (customer_id, passage_id) do update set model = excluded.model, embedding = excluded.embedding
$$;

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
  perform public.search_compact(v_job.customer_id);
  return v_job.status;
end $$;

-- The jobs that a worker could go on with, those waiting longest first.
create function public.open_scrape_jobs(p_limit int) returns table (job_id text, customer_id uuid)
language sql stable security invoker set search_path = ''
as $$
  select j.job_id, j.customer_id from public.scrape_jobs j
  where j.status in ('queued', 'running') order by j.updated_at limit p_limit
$$;

-- The sites that were read before, but not within the given time, and are not being read now.
create function public.due_sites(p_older_than interval, p_limit int)
returns table (id uuid, customer_id uuid, url text)
language sql stable security invoker set search_path = ''
as $$
  select s.id, s.customer_id, s.url
  from public.sites s
  cross join lateral (
    select j.created_at, j.status from public.scrape_jobs j
    where j.customer_id = s.customer_id and j.site_id = s.id order by j.created_at desc limit 1
  ) latest
  where latest.created_at < now() - p_older_than and latest.status not in ('queued', 'running', 'paused')
  order by latest.created_at limit p_limit
$$;

grant execute on function public.claim_scrape_urls, public.renew_scrape_leases, public.release_scrape_urls,
  public.record_scrape_url, public.claim_passages, public.put_embeddings, public.settle_scrape_job, public.open_scrape_jobs, public.due_sites to service_role;
