-- Finding passages, for each customer alone and exactly. The keyword score is BM25: the part that depends on a passage is
-- stored with it as a sparse vector, the customer's own document frequencies are applied to the question, and one scan of
-- the customer's rows gives the exact score. lib/knowledge/words/tokenize.ts makes the terms.

create table public.search_corpora (
  customer_id uuid primary key references public.customers (id) on delete cascade,
  passages int not null default 0,
  generation int not null default 0, -- How many changes of passages were counted.
  keyed boolean not null default false, -- Whether every passage has its candidate keys.
  embedding_model text, -- Whose vectors are searched. Another one's wait until every passage has one.
  embedder uuid, -- The worker that gives vectors to what has none, and until when it is its turn.
  embedder_until timestamptz
);
comment on table public.search_corpora is 'How many passages a customer has (BM25''s N), and how they are searched.';

-- How many of the customer's passages hold each term, many terms a row. What search_compact packed lies in 512 buckets
-- of generation 0. Each change since then adds a generation with what it changed, in 32 buckets of their own, below zero;
-- the sum over all of a term's rows is its count at every moment.
create table public.search_term_packs (
  customer_id uuid not null references public.customers (id) on delete cascade,
  bucket smallint not null, -- term % 512, or -1 - term % 32
  generation int not null,
  terms int[] not null, -- Rising.
  frequencies int[] not null, -- Parallel to the terms; negative where more passages went than came.
  primary key (customer_id, bucket, generation)
);
alter table public.search_term_packs alter column terms set storage external, alter column frequencies set storage external;
comment on table public.search_term_packs is 'Document frequencies: packed ones, and changes since.';

-- Apart from the text so that a scan reads nothing else, and inline, so that it looks nothing up.
create table public.passage_terms (
  customer_id uuid not null,
  passage_id bigint not null,
  keys int[], -- Only for customers above the scan limit.
  terms extensions.sparsevec not null,
  primary key (customer_id, passage_id),
  foreign key (customer_id, passage_id) references public.website_content (customer_id, id) on delete cascade
) with (toast_tuple_target = 8160);
alter table public.passage_terms alter column terms set storage external;
create index passage_terms_keys on public.passage_terms using gin (keys) where keys is not null;
comment on table public.passage_terms is 'The words of each passage as a sparse vector.';

-- Row level security --------------------------------------------------------------

alter table public.search_corpora enable row level security;
alter table public.search_corpora force row level security;
alter table public.search_term_packs enable row level security;
alter table public.search_term_packs force row level security;
alter table public.passage_terms enable row level security;
alter table public.passage_terms force row level security;

create policy "Members search their passages" on public.search_corpora
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors search the customer's passages" on public.search_corpora
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
create policy "Members search their passages" on public.search_term_packs
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors search the customer's passages" on public.search_term_packs
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
create policy "Members search their passages" on public.passage_terms
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors search the customer's passages" on public.passage_terms
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
grant select on public.search_corpora, public.search_term_packs, public.passage_terms
  to authenticated, api_key, visitor;
grant all on public.search_corpora, public.search_term_packs, public.passage_terms to service_role;

-- Candidate keys ------------------------------------------------------------------

-- A term salted with its customer (the id's first 32 bits are random), so that one index keeps a posting list for each.
-- Null for terms above 50,000,000: the tokenizer puts there what is too common to find candidates with.
create function private.candidate_key(p_customer uuid, p_term int) returns int
language sql immutable set search_path = ''
as $$ select case when p_term <= 50000000 then p_term # ('x' || left(p_customer::text, 8))::bit(32)::int end $$;

create function private.candidate_keys(p_customer uuid, p_terms extensions.sparsevec) returns int[]
language sql immutable set search_path = ''
as $$
  select array_agg(private.candidate_key(p_customer, split_part(entry, ':', 1)::int))
  from string_to_table(btrim(split_part(p_terms::text, '/', 1), '{}'), ',') as entry
  where entry <> '' and split_part(entry, ':', 1)::int <= 50000000
$$;
grant execute on function private.candidate_key, private.candidate_keys to authenticated, visitor, api_key, service_role;

-- Writing -------------------------------------------------------------------------

-- The terms of sparse vectors, with how many of the vectors hold each.
create function private.frequencies_of(p_vectors text[]) returns table (term int, frequency int)
language sql immutable set search_path = ''
as $$
  select split_part(entry, ':', 1)::int, count(*)::int
  from unnest(p_vectors) as vec, string_to_table(btrim(split_part(vec, '/', 1), '{}'), ',') as entry
  where entry <> '' group by 1
$$;

-- Merges the changes after a generation into one, as of `p_last`. Arrays are unnested in the select list here and below:
-- in the from clause each would be copied to a temporary store first, which takes as long as the counting.
create function private.merge_changes(p_customer uuid, p_after int, p_last int) returns void
language sql volatile set search_path = ''
as $$
  with moved as (
    delete from public.search_term_packs
    where customer_id = p_customer and bucket < 0 and generation > p_after returning bucket, terms, frequencies
  )
  insert into public.search_term_packs (customer_id, bucket, generation, terms, frequencies)
  select p_customer, b.bucket, p_last, merged.terms, merged.frequencies
  from (select distinct m.bucket from moved m) b,
  lateral (
    select array_agg(s.term) as terms, array_agg(s.frequency) as frequencies
    from (select u.term, sum(u.frequency)::int as frequency
          from (select unnest(m.terms) as term, unnest(m.frequencies) as frequency from moved m where m.bucket = b.bucket) u
          group by u.term having sum(u.frequency) <> 0 order by u.term) s
  ) merged
  where merged.terms is not null
$$;

-- Begins a change of as many passages, and returns its generation. Whoever calls has locked the customer's row.
create function private.begin_change(p_customer uuid, p_passages int) returns int
language sql volatile set search_path = ''
as $$
  update public.search_corpora set passages = passages + p_passages, generation = generation + 1
  where customer_id = p_customer returning generation
$$;

-- Ends a change: of each 32 one is made, and of each 32 of those, so that there are never many.
create function private.end_change(p_customer uuid, p_generation int) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_span int := 1;
begin
  while p_generation % (v_span * 32) = 0 loop v_span := v_span * 32; end loop;
  if v_span > 1 then perform private.merge_changes(p_customer, p_generation - v_span, p_generation); end if;
end $$;

-- Counts the passages and terms that came and went, given as their vectors.
create function private.count_terms(p_customer uuid, p_added text[], p_removed text[]) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_generation int;
begin
  if cardinality(p_added) + cardinality(p_removed) = 0 then return; end if;
  v_generation := private.begin_change(p_customer, cardinality(p_added) - cardinality(p_removed));
  insert into public.search_term_packs (customer_id, bucket, generation, terms, frequencies)
  select p_customer, c.bucket, v_generation, array_agg(c.term), array_agg(c.change)
  from (select -1 - f.term % 32 as bucket, f.term, sum(f.change)::int as change
        from (select a.term, a.frequency as change from private.frequencies_of(p_added) a
              union all select r.term, -r.frequency from private.frequencies_of(p_removed) r) f
        group by f.term having sum(f.change) <> 0 order by 1, 2) c
  group by c.bucket;
  perform private.end_change(p_customer, v_generation);
end $$;

-- Counts passages that came, whose terms are counted already: `p_packs` holds arrays of terms by term % 32, with | between,
-- and after these the arrays of their frequencies.
create function private.count_packs(p_customer uuid, p_passages int, p_packs text) returns void
language plpgsql volatile set search_path = ''
as $$
declare
  v_generation int := private.begin_change(p_customer, p_passages);
  v_packs text[] := string_to_array(p_packs, '|');
begin
  insert into public.search_term_packs (customer_id, bucket, generation, terms, frequencies)
  select p_customer, -pack, v_generation, v_packs[pack]::int[], v_packs[pack + 32]::int[]
  from generate_series(1, 32) pack where v_packs[pack] <> '{}';
  perform private.end_change(p_customer, v_generation);
end $$;
grant execute on function private.frequencies_of, private.merge_changes, private.begin_change, private.end_change,
  private.count_terms, private.count_packs to service_role;

-- Locks a customer's row before its passages change, so that no count is lost. Says whether passages get candidate keys.
create function private.lock_corpus(p_customer uuid) returns boolean
language plpgsql volatile set search_path = ''
as $$
declare
  v_keyed boolean;
begin
  insert into public.search_corpora (customer_id) values (p_customer) on conflict do nothing;
  select c.keyed into v_keyed from public.search_corpora c where c.customer_id = p_customer for update;
  return v_keyed;
end $$;

-- The vectors of the passages of these pages.
create function private.vectors_of(p_customer uuid, p_pages uuid[]) returns text[]
language sql stable set search_path = ''
as $$
  select array(
    select t.terms::text
    from public.website_content c
    join public.passage_terms t on t.customer_id = c.customer_id and t.passage_id = c.id
    where c.customer_id = p_customer and c.page_id = any (p_pages))
$$;

-- Stores pages as read, and returns their ids in order. They keep the passages that they had.
create function private.store_pages(p_customer uuid, p_site uuid, p_pages jsonb) returns uuid[]
language sql volatile set search_path = ''
as $$
  with given as (
    select r.*, e.ordinality, jsonb_array_length(e.value -> 'passages') as passages
    from jsonb_array_elements(p_pages) with ordinality e,
      jsonb_populate_record(null::public.scraped_pages, e.value -> 'page') r
  ), stored as (
    insert into public.scraped_pages as p (customer_id, site_id, kind, url, title, description, language, http_status,
      content_hash, etag, last_modified, bytes, passage_count)
    select p_customer, p_site, coalesce(g.kind, 'page'), g.url, g.title, g.description, g.language, g.http_status,
      g.content_hash, g.etag, g.last_modified, g.bytes, g.passages
    from given g order by g.ordinality
    on conflict (site_id, url) do update set
      kind = excluded.kind, title = excluded.title, description = excluded.description, language = excluded.language,
      status = 'active', http_status = excluded.http_status, content_hash = excluded.content_hash,
      etag = excluded.etag, last_modified = excluded.last_modified, bytes = excluded.bytes,
      passage_count = excluded.passage_count, read_at = now(), changed_at = now()
    returning p.id, p.url
  )
  select array_agg(s.id order by g.ordinality) from stored s join given g using (url)
$$;

-- Stores the passages of pages that have none, their words and vectors, uncounted. `p_ids` are the pages' in order.
create function private.store_passages(
  p_customer uuid, p_keyed boolean, p_ids uuid[], p_pages jsonb, p_terms text
) returns void
language sql volatile set search_path = ''
as $$
  with given as (
    select p_ids[e.ordinality] as page_id, passage.ordinality::int - 1 as position, passage.value as passage,
      (e.value ->> 'place')::int + passage.ordinality - 1 as place
    from jsonb_array_elements(p_pages) with ordinality e,
      jsonb_array_elements(e.value -> 'passages') with ordinality passage
  ), stored as (
    insert into public.website_content (customer_id, page_id, position, heading_path, content)
    select p_customer, g.page_id, g.position,
      array(select jsonb_array_elements_text(g.passage -> 'heading_path')), g.passage ->> 'content'
    from given g order by g.place
    returning id, page_id, position
  ), worded as (
    insert into public.passage_terms (customer_id, passage_id, keys, terms)
    select p_customer, s.id, case when p_keyed then private.candidate_keys(p_customer, w.terms) end, w.terms
    from stored s join given g using (page_id, position)
    join (select t.place, t.terms::extensions.sparsevec
          from string_to_table(p_terms, '|') with ordinality t(terms, place)) w using (place)
  )
  insert into public.page_embeddings (customer_id, passage_id, model, embedding)
  select p_customer, s.id, g.passage ->> 'model', (g.passage ->> 'embedding')::extensions.halfvec(512)
  from stored s join given g using (page_id, position)
  where g.passage ->> 'embedding' is not null
$$;

-- Stores pages as read and replaces their passages, the words and vectors of these, all or nothing: a page is never half
-- searchable. `p_pages` is an array of { page, passages, place }: `page` holds the columns of scraped_pages, `passages` is
-- an array of { heading_path, content, embedding, model }, embedding and model null where there is no vector yet.
-- `p_terms` holds the words of each passage as a sparse vector, with | between; a page's begin at `place`, from 1 on. It is
-- no JSON, for it is most of what is stored, and Postgres takes text as it is. `p_packs` are the terms of all these passages
-- as count_packs takes them; without them they are counted here, which takes longer than all the rest. Returns the pages'
-- ids in order.
create function public.put_pages(p_customer uuid, p_site uuid, p_pages jsonb, p_terms text, p_packs text default null)
returns uuid[]
language plpgsql volatile security invoker set search_path = '' set enable_seqscan = off
as $$
declare
  v_keyed boolean := private.lock_corpus(p_customer);
  v_ids uuid[] := private.store_pages(p_customer, p_site, p_pages);
  v_removed text[] := private.vectors_of(p_customer, v_ids);
begin
  delete from public.website_content where customer_id = p_customer and page_id = any (v_ids);
  perform private.store_passages(p_customer, v_keyed, v_ids, p_pages, p_terms);
  if p_packs is null then
    perform private.count_terms(p_customer, private.vectors_of(p_customer, v_ids), v_removed);
  else
    perform private.count_packs(p_customer,
      (select sum(jsonb_array_length(e.value -> 'passages'))::int from jsonb_array_elements(p_pages) e), p_packs);
    perform private.count_terms(p_customer, '{}', v_removed);
  end if;
  return v_ids;
end $$;

-- Stores one page as put_pages does, and returns its id. Each passage brings its words with it as `terms`.
create function public.put_page(p_customer uuid, p_site uuid, p_page jsonb, p_passages jsonb) returns uuid
language sql volatile security invoker set search_path = ''
as $$
  select (public.put_pages(p_customer, p_site,
    jsonb_build_array(jsonb_build_object('page', p_page, 'passages', p_passages, 'place', 1)),
    (select string_agg(value ->> 'terms', '|' order by ordinality) from jsonb_array_elements(p_passages) with ordinality)))[1]
$$;

-- Takes a page's passages out of search; the page stays as a record that it was there.
create function public.retire_page(p_customer uuid, p_page uuid, p_http_status int) returns void
language plpgsql volatile security invoker set search_path = '' set enable_seqscan = off
as $$
declare
  v_removed text[];
begin
  perform 1 from public.search_corpora where customer_id = p_customer for update;
  v_removed := private.vectors_of(p_customer, array[p_page]);
  delete from public.website_content where customer_id = p_customer and page_id = p_page;
  perform private.count_terms(p_customer, '{}', v_removed);
  update public.scraped_pages
  set status = 'retired', http_status = p_http_status, passage_count = 0, content_hash = '', read_at = now(), changed_at = now()
  where customer_id = p_customer and id = p_page;
end $$;

-- Packs a customer's document frequencies once the changes since are no longer few. Run it after a reading; searches are
-- exact with or without.
create function public.search_compact(p_customer uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_packed bigint;
  v_changed bigint;
begin
  perform 1 from public.search_corpora where customer_id = p_customer for update;
  select coalesce(sum(cardinality(terms)) filter (where bucket >= 0), 0), coalesce(sum(cardinality(terms)) filter (where bucket < 0), 0)
  into v_packed, v_changed from public.search_term_packs where customer_id = p_customer;
  if v_changed * 8 <= v_packed then return; end if;
  -- A 32nd of the terms after the other, for so few are counted in memory.
  with moved as (
    delete from public.search_term_packs where customer_id = p_customer returning bucket, terms, frequencies
  )
  insert into public.search_term_packs (customer_id, bucket, generation, terms, frequencies)
  select p_customer, packed.bucket, 0, packed.terms, packed.frequencies
  from generate_series(0, 31) as part,
  lateral (
    select s.term % 512 as bucket, array_agg(s.term) as terms, array_agg(s.frequency) as frequencies
    from (select u.term, sum(u.frequency)::int as frequency
          from (select unnest(m.terms) as term, unnest(m.frequencies) as frequency from moved m
                where part = case when m.bucket < 0 then -1 - m.bucket else m.bucket % 32 end) u
          group by u.term having sum(u.frequency) <> 0 order by u.term % 512, u.term) s
    group by 1
  ) packed;
end $$;

grant execute on function private.lock_corpus, private.vectors_of, private.store_pages, private.store_passages, public.put_pages, public.put_page, public.retire_page,
  public.search_compact to service_role;

-- A site takes the counts of its words with it, whoever removes it. Security definer, for members count nothing else.
create function private.uncount_site() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_removed text[];
begin
  -- With the whole customer gone, the counts are gone as well.
  perform 1 from public.customers c where c.id = old.customer_id;
  if not found then return old; end if;
  perform 1 from public.search_corpora where customer_id = old.customer_id for update;
  v_removed := private.vectors_of(old.customer_id,
    array(select p.id from public.scraped_pages p where p.customer_id = old.customer_id and p.site_id = old.id));
  perform private.count_terms(old.customer_id, '{}', v_removed);
  return old;
end $$;
create trigger uncount_site before delete on public.sites
  for each row execute function private.uncount_site();

-- Gives candidate keys to the next passages of a customer that has more than a scan takes. True when none is left: from
-- then on put_page writes them at once. The last batch is taken with the customer locked, so that no page slips by.
create function public.key_passages(p_customer uuid, p_limit int default 500) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_count int;
begin
  perform 1 from public.search_corpora where customer_id = p_customer for update;
  update public.passage_terms t set keys = coalesce(private.candidate_keys(p_customer, t.terms), '{}')
  where t.customer_id = p_customer and t.passage_id in (
    select w.passage_id from public.passage_terms w where w.customer_id = p_customer and w.keys is null limit p_limit);
  get diagnostics v_count = row_count;
  if v_count < p_limit then update public.search_corpora set keyed = true where customer_id = p_customer; end if;
  return v_count < p_limit;
end $$;

-- The customers that have outgrown a scan and have passages without keys.
create function public.customers_to_key(p_scan int default 5000) returns setof uuid
language sql stable security invoker set search_path = ''
as $$ select customer_id from public.search_corpora where passages > p_scan and not keyed $$;
grant execute on function public.key_passages, public.customers_to_key to service_role;

-- Reading -------------------------------------------------------------------------

-- The question as a sparse vector weighted by the customer's own document frequencies (in fiftieths of a point, for
-- passages hold those), the same weights in the order of `p_terms` (0 for what no passage holds), and the rarest of its candidate
-- keys whose postings fit the budget.
create function private.weigh_question(
  p_customer uuid, p_passages int, p_terms int[], p_weights real[], p_budget int,
  out question extensions.sparsevec, out weights real[], out keys int[]
) language plpgsql stable set search_path = ''
as $$
begin
  with counted as (
    select q.term, q.weight, q.place, private.candidate_key(p_customer, q.term) as key, coalesce(f.frequency, 0) as frequency
    from unnest(p_terms, p_weights) with ordinality as q(term, weight, place)
    cross join lateral (
      select sum(b.frequencies[width_bucket(q.term, b.terms)])::int as frequency
      from public.search_term_packs b
      where b.customer_id = p_customer and b.bucket in ((q.term % 512)::smallint, (-1 - q.term % 32)::smallint)
        and b.terms[width_bucket(q.term, b.terms)] = q.term
    ) f
  ), weighed as (
    select c.term, c.key, c.frequency, c.place, (case when c.frequency > 0
      then c.weight * ln(1 + (p_passages - c.frequency + 0.5) / (c.frequency + 0.5)) / 50 else 0 end)::real as idf
    from counted c
  ), rare as (
    select k.key, sum(k.frequency) over w as cost, row_number() over w as rank
    from weighed k where k.key is not null and k.frequency > 0 window w as (order by k.frequency, k.key)
  )
  select ('{' || coalesce((
           select string_agg(k.term || ':' || k.idf, ',' order by k.term) from weighed k where k.frequency > 0), '')
           || '}/100000000')::extensions.sparsevec,
         (select array_agg(k.idf order by k.place) from weighed k),
         (select array_agg(r.key) from rare r where r.cost <= p_budget or r.rank <= 2)
  into question, weights, keys;
end $$;
grant execute on function private.weigh_question to authenticated, visitor, api_key, service_role;

-- The passages of the pages that fit every filter that is given. `p_path` begins the path of a page's address;
-- `p_language` takes its regional forms with it; a page fits the dates by when its text last changed.
create function private.filter_passages(
  p_customer uuid, p_sites uuid[], p_path text, p_language text, p_kinds text[], p_since timestamptz, p_before timestamptz
) returns bigint[]
language sql stable set search_path = ''
as $$
  select array(
    select c.id
    from public.scraped_pages p
    join public.website_content c on c.customer_id = p.customer_id and c.page_id = p.id
    where p.customer_id = p_customer
      and (p_sites is null or p.site_id = any (p_sites))
      and (p_kinds is null or p.kind = any (p_kinds))
      and (p_language is null or lower(p.language) = lower(p_language)
        or starts_with(lower(p.language), lower(p_language) || '-'))
      and (p_since is null or p.changed_at >= p_since)
      and (p_before is null or p.changed_at < p_before)
      and (p_path is null or starts_with(substring(p.url from '^https?://[^/]+(/.*)$'), p_path))
  )
$$;
grant execute on function private.filter_passages to authenticated, visitor, api_key, service_role;

-- The customer's best passages for a question, with the caller's rights. Score: keyword / best keyword, plus
-- p_meaning * cosine where an embedding of p_model is given. Exact where the customer, or what the filters leave of it,
-- has up to p_scan passages; above that, of the passages that hold the question's rarest keys and those nearest in
-- meaning. `weights`, in the first row alone, are the question's terms by their worth for this customer, in the order of
-- `p_terms`.
create function public.search_passages(
  p_customer uuid, p_terms int[], p_weights real[], p_limit int default 10,
  p_embedding text default null, p_model text default null, p_meaning real default 0,
  p_sites uuid[] default null, p_path text default null, p_language text default null, p_kinds text[] default null,
  p_since timestamptz default null, p_before timestamptz default null,
  p_scan int default 5000, p_budget int default 6000
) returns table (
  passage_id bigint, page_id uuid, site_id uuid, url text, title text, kind text, language text, read_at timestamptz,
  changed_at timestamptz, heading_path text[], content text, score real, keyword real, cosine real, weights real[]
)
language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_passages int;
  v_keyed boolean;
  v_question extensions.sparsevec;
  v_weights real[];
  v_keys int[];
  v_vector extensions.halfvec(512) := p_embedding::extensions.halfvec(512);
  v_some bigint[]; -- The passages to look at; null for all of the customer's.
begin
  select c.passages, c.keyed into v_passages, v_keyed from public.search_corpora c where c.customer_id = p_customer;
  if coalesce(v_passages, 0) = 0 then return; end if;
  select w.question, w.weights, w.keys into v_question, v_weights, v_keys
  from private.weigh_question(p_customer, v_passages, p_terms, p_weights, p_budget) w;
  if num_nonnulls(p_sites, p_path, p_language, p_kinds, p_since, p_before) > 0 then
    v_some := private.filter_passages(p_customer, p_sites, p_path, p_language, p_kinds, p_since, p_before);
  end if;
  if coalesce(cardinality(v_some), v_passages) > p_scan and v_keyed and v_keys is not null then
    v_some := array(
      select t.passage_id from public.passage_terms t
      where t.customer_id = p_customer and t.keys && v_keys and (v_some is null or t.passage_id = any (v_some))
      union
      (select e.passage_id from public.page_embeddings e
       where p_meaning > 0 and e.customer_id = p_customer and e.model = p_model
         and (v_some is null or e.passage_id = any (v_some))
       order by e.embedding operator(extensions.<=>) v_vector limit 50)
    );
  end if;

  return query
    -- Materialized, so that the distance of a passage is computed once and not once per mention.
    with worded as materialized (
      select t.passage_id as id, (-(t.terms operator(extensions.<#>) v_question))::real as k
      from public.passage_terms t where v_some is null and t.customer_id = p_customer
      union all
      select t.passage_id, (-(t.terms operator(extensions.<#>) v_question))::real
      from public.passage_terms t where v_some is not null and t.customer_id = p_customer and t.passage_id = any (v_some)
    ), meant as materialized (
      select e.passage_id as id, (1 - (e.embedding operator(extensions.<=>) v_vector))::real as c
      from public.page_embeddings e
      where p_meaning > 0 and e.customer_id = p_customer and e.model = p_model
        and (v_some is null or e.passage_id = any (v_some))
    ), best as (
      select w.id, w.k, m.c,
        (w.k / greatest(max(w.k) over (), 1e-6) + p_meaning * greatest(coalesce(m.c, 0), 0))::real as total
      from worded w left join meant m using (id)
      order by total desc, w.id limit p_limit
    )
    select b.id, p.id, p.site_id, p.url, p.title, p.kind, p.language, p.read_at, p.changed_at, c.heading_path, c.content,
      b.total, b.k, b.c, case when row_number() over (order by b.total desc, b.id) = 1 then v_weights end
    from best b
    join public.website_content c on c.customer_id = p_customer and c.id = b.id
    join public.scraped_pages p on p.customer_id = p_customer and p.id = c.page_id
    where b.total > 0
    order by b.total desc, b.id;
end $$;
grant execute on function public.search_passages to authenticated, visitor, api_key, service_role;

-- The languages that a customer's pages and documents are in, the most frequent first.
create function public.page_languages(p_customer uuid) returns table (language text)
language sql stable security invoker set search_path = ''
as $$
  select p.language from public.scraped_pages p
  where p.customer_id = p_customer and p.status = 'active' and p.language is not null
  group by p.language order by count(*) desc, p.language limit 100
$$;
grant execute on function public.page_languages to authenticated;
