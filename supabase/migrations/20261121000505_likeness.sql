-- What a page of a site says, in hashes, so that another one that says nearly the same is not stored beside it.
-- lib/knowledge/words/likeness.ts makes them.

create table public.page_likeness (
  customer_id uuid not null,
  site_id uuid not null,
  url text collate "C" not null,
  bands int[] not null, -- MinHash, salted with the site: whoever shares one may be like it.
  words int[] not null, -- Rising.
  primary key (url, site_id),
  foreign key (customer_id, site_id) references public.sites (customer_id, id) on delete cascade
);
create index page_likeness_site on public.page_likeness (customer_id, site_id);
create index page_likeness_bands on public.page_likeness using gin (bands) with (fastupdate = off);
comment on table public.page_likeness is 'What tells that two pages of a site say nearly the same.';

alter table public.page_likeness enable row level security;
alter table public.page_likeness force row level security;
-- No policies for anyone but jobs: hashes are the workers' own book.
grant all on public.page_likeness to service_role;

-- Whether two pages in the same frame say the same, or one of them a few words more.
create function private.says_the_same(p_one int[], p_other int[]) returns boolean
language sql immutable set search_path = ''
as $$
  select least(cardinality(p_one), cardinality(p_other)) >= greatest(cardinality(p_one), cardinality(p_other)) * 0.96
    and least(cardinality(p_one), cardinality(p_other)) = (
      select count(*) from (select unnest(p_one) intersect select unnest(p_other)) shared)
$$;

-- Gives each of a job's records whose page says nearly the same as one that the job has read already, or as one before it
-- among them, the `twin` it is left out for, and keeps the likeness of all that are new; whoever records them forgets that
-- of the left out. `p_likeness` holds { bands, words } by URL. A page that is unchanged is compared by what is kept of it,
-- once the job has found anything new.
create function private.find_twins(p_job public.scrape_jobs, p_given jsonb, p_likeness jsonb) returns jsonb
language plpgsql volatile set search_path = ''
as $$
declare
  v_has_news boolean := p_likeness <> '{}' or exists (
    select 1 from public.scrape_job_results r
    where r.customer_id = p_job.customer_id and r.job_id = p_job.job_id and r.outcome in ('new', 'changed'));
  v_pair record;
  v_twins jsonb := '{}';
begin
  if not v_has_news then return p_given; end if;
  -- Kept first, so that one search finds what is alike among the records and before.
  insert into public.page_likeness as l (customer_id, site_id, url, bands, words)
  select p_job.customer_id, p_job.site_id, n.key, (n.value ->> 'bands')::int[], (n.value ->> 'words')::int[]
  from jsonb_each(p_likeness) n
  where n.key in (
    select g.value ->> 'url' from jsonb_array_elements(p_given) g
    where jsonb_typeof(g.value -> 'page') = 'object' and g.value ->> 'twin' is null)
  on conflict (site_id, url) do update set bands = excluded.bands, words = excluded.words;

  for v_pair in
    -- Step by step, or Postgres looks at all of the site's pages for each one, as long as it thinks that there are few.
    with given as materialized (
      select g.value ->> 'url' as url, g.ordinality as place from jsonb_array_elements(p_given) with ordinality g
      where jsonb_typeof(g.value -> 'page') = 'object' and g.value ->> 'twin' is null
    ), kept as materialized (
      select g.url, g.place, l.bands, l.words
      from given g join public.page_likeness l on l.url = g.url and l.site_id is not distinct from p_job.site_id
    ), alike as materialized (
      select k.url, k.place, other.url as other
      from kept k
      cross join lateral (
        select l.url from public.page_likeness l
        -- In this order: no page is compared with itself.
        where l.bands && k.bands
          and case when l.site_id = p_job.site_id and l.url <> k.url then private.says_the_same(l.words, k.words) end
        offset 0) other
    )
    select a.url, a.other from alike a left join given before on before.url = a.other
    where before.place < a.place or p_job.started_at <= (
      select p.read_at from public.scraped_pages p
      where p.url = a.other and p.site_id is not distinct from p_job.site_id and p.status = 'active')
    order by a.place
  loop
    if not (v_twins ? v_pair.url or v_twins ? v_pair.other) then
      v_twins := v_twins || jsonb_build_object(v_pair.url, v_pair.other);
    end if;
  end loop;
  if v_twins = '{}' then return p_given; end if;
  return (
    select jsonb_agg(case when v_twins ? (g.value ->> 'url')
      then g.value || jsonb_build_object('twin', v_twins -> (g.value ->> 'url'), 'nearly', true) else g.value end order by g.ordinality)
    from jsonb_array_elements(p_given) with ordinality g);
end $$;
grant execute on function private.says_the_same, private.find_twins to service_role;
