-- Finding passages, for each customer alone and exactly. The keyword score is BM25: the part that depends on a passage is
-- stored with it as a sparse vector, the customer's own document frequencies are applied to the question, and one scan of
-- the customer's rows gives the exact score. lib/knowledge/tokenize.ts makes the terms.

create table public.search_corpora (
  customer_id uuid primary key references public.customers (id) on delete cascade,
  passages int not null default 0,
  keyed boolean not null default false -- Whether every passage has its candidate keys.
);
comment on table public.search_corpora is 'How many passages a customer has: BM25''s N.';

-- How many of the customer's passages hold a term: what search_compact packed, plus the changes since then.
create table public.search_term_packs (
  customer_id uuid not null references public.customers (id) on delete cascade,
  bucket smallint not null, -- term % 512
  terms int[] not null,
  frequencies int[] not null,
  primary key (customer_id, bucket)
);
comment on table public.search_term_packs is 'Document frequencies, packed after a reading.';

create table public.search_terms (
  customer_id uuid not null references public.customers (id) on delete cascade,
  term int not null,
  frequency int not null,
  primary key (customer_id, term)
) with (fillfactor = 80);
comment on table public.search_terms is 'Changes of document frequencies since they were packed.';

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
alter table public.search_terms enable row level security;
alter table public.search_terms force row level security;
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
create policy "Members search their passages" on public.search_terms
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors search the customer's passages" on public.search_terms
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
create policy "Members search their passages" on public.passage_terms
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors search the customer's passages" on public.passage_terms
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
grant select on public.search_corpora, public.search_term_packs, public.search_terms, public.passage_terms
  to authenticated, api_key, visitor;
grant all on public.search_corpora, public.search_term_packs, public.search_terms, public.passage_terms to service_role;

-- Writing -------------------------------------------------------------------------

-- Adds `delta` to the document frequency of every term of these sparse vectors. In one order, so that two writers of a
-- customer cannot deadlock.
create function private.count_terms(p_customer uuid, p_added text[], p_removed text[]) returns void
language sql volatile set search_path = ''
as $$
  insert into public.search_terms as t (customer_id, term, frequency)
  select p_customer, changed.term, sum(changed.delta)::int
  from (
    select split_part(entry, ':', 1)::int as term, v.delta
    from (select unnest(p_added) as vec, 1 as delta union all select unnest(p_removed), -1) v,
         string_to_table(btrim(split_part(v.vec, '/', 1), '{}'), ',') as entry
    where entry <> ''
  ) changed
  group by changed.term having sum(changed.delta) <> 0
  order by changed.term
  on conflict (customer_id, term) do update set frequency = t.frequency + excluded.frequency
$$;
grant execute on function private.count_terms to service_role;

-- Stores a page as read and replaces its passages, their words and vectors, all or nothing: a page is never half
-- searchable. `p_page` holds the columns of scraped_pages; `p_passages` is an array of
-- { heading_path, content, terms, keys, embedding, model }, embedding and model null where there is no vector yet.
create function public.put_page(p_customer uuid, p_site uuid, p_page jsonb, p_passages jsonb) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_page uuid;
  v_removed text[];
begin
  -- The customer's row is locked first, so that counts of two pages read at once are never lost.
  insert into public.search_corpora (customer_id) values (p_customer) on conflict do nothing;
  perform 1 from public.search_corpora where customer_id = p_customer for update;

  insert into public.scraped_pages as p (customer_id, site_id, kind, url, title, description, language, http_status,
    content_hash, etag, last_modified, bytes, passage_count)
  select p_customer, p_site, coalesce(r.kind, 'page'), r.url, r.title, r.description, r.language, r.http_status, r.content_hash, r.etag,
    r.last_modified, r.bytes, jsonb_array_length(p_passages)
  from jsonb_populate_record(null::public.scraped_pages, p_page) r
  on conflict (site_id, url) do update set
    kind = excluded.kind, title = excluded.title, description = excluded.description, language = excluded.language, status = 'active',
    http_status = excluded.http_status, content_hash = excluded.content_hash, etag = excluded.etag,
    last_modified = excluded.last_modified, bytes = excluded.bytes, passage_count = excluded.passage_count,
    read_at = now(), changed_at = now()
  returning p.id into v_page;

  select array_agg(t.terms::text) into v_removed
  from public.passage_terms t join public.website_content c on c.customer_id = t.customer_id and c.id = t.passage_id
  where c.customer_id = p_customer and c.page_id = v_page;
  delete from public.website_content where customer_id = p_customer and page_id = v_page;

  with given as (
    select ordinality::int - 1 as position, value as passage
    from jsonb_array_elements(p_passages) with ordinality
  ), stored as (
    insert into public.website_content (customer_id, page_id, position, heading_path, content)
    select p_customer, v_page, g.position,
      array(select jsonb_array_elements_text(g.passage -> 'heading_path')), g.passage ->> 'content'
    from given g order by g.position
    returning id, position
  ), worded as (
    insert into public.passage_terms (customer_id, passage_id, keys, terms)
    select p_customer, s.id,
      case when jsonb_typeof(g.passage -> 'keys') = 'array'
        then array(select jsonb_array_elements_text(g.passage -> 'keys')::int) end,
      (g.passage ->> 'terms')::extensions.sparsevec
    from stored s join given g using (position)
  )
  insert into public.page_embeddings (customer_id, passage_id, model, embedding)
  select p_customer, s.id, g.passage ->> 'model', (g.passage ->> 'embedding')::extensions.halfvec(512)
  from stored s join given g using (position)
  where g.passage ->> 'embedding' is not null;

  perform private.count_terms(p_customer, array(select value ->> 'terms' from jsonb_array_elements(p_passages)), v_removed);
  update public.search_corpora set
    passages = passages + jsonb_array_length(p_passages) - coalesce(cardinality(v_removed), 0),
    keyed = keyed and not exists (
      select 1 from jsonb_array_elements(p_passages) where jsonb_typeof(value -> 'keys') is distinct from 'array')
  where customer_id = p_customer;
  return v_page;
end $$;

-- Takes a page's passages out of search; the page stays as a record that it was there.
create function public.retire_page(p_customer uuid, p_page uuid, p_http_status int) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_removed text[];
begin
  perform 1 from public.search_corpora where customer_id = p_customer for update;
  select array_agg(t.terms::text) into v_removed
  from public.passage_terms t join public.website_content c on c.customer_id = t.customer_id and c.id = t.passage_id
  where c.customer_id = p_customer and c.page_id = p_page;
  delete from public.website_content where customer_id = p_customer and page_id = p_page;
  perform private.count_terms(p_customer, '{}', v_removed);
  update public.search_corpora set passages = passages - coalesce(cardinality(v_removed), 0) where customer_id = p_customer;
  update public.scraped_pages
  set status = 'retired', http_status = p_http_status, passage_count = 0, content_hash = '', read_at = now(), changed_at = now()
  where customer_id = p_customer and id = p_page;
end $$;

-- Packs a customer's document frequencies (to about a fifth of the space). Run it after a reading; searches are exact
-- with or without.
create function public.search_compact(p_customer uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform 1 from public.search_corpora where customer_id = p_customer for update;
  with moved as (
    delete from public.search_terms where customer_id = p_customer returning term, frequency
  ), merged as (
    select a.term, sum(a.frequency)::int as frequency
    from (select m.term, m.frequency from moved m
          union all
          select u.term, u.frequency from public.search_term_packs b, unnest(b.terms, b.frequencies) as u(term, frequency)
          where b.customer_id = p_customer) a
    group by a.term
  )
  insert into public.search_term_packs as t (customer_id, bucket, terms, frequencies)
  select p_customer, (m.term % 512)::smallint,
         coalesce(array_agg(m.term order by m.term) filter (where m.frequency > 0), '{}'),
         coalesce(array_agg(m.frequency order by m.term) filter (where m.frequency > 0), '{}')
  from merged m group by 2
  on conflict (customer_id, bucket) do update set terms = excluded.terms, frequencies = excluded.frequencies;
end $$;

grant execute on function public.put_page, public.retire_page, public.search_compact to service_role;

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
  select array_agg(t.terms::text) into v_removed
  from public.scraped_pages p
  join public.website_content c on c.customer_id = p.customer_id and c.page_id = p.id
  join public.passage_terms t on t.customer_id = c.customer_id and t.passage_id = c.id
  where p.customer_id = old.customer_id and p.site_id = old.id;
  perform private.count_terms(old.customer_id, '{}', v_removed);
  update public.search_corpora set passages = passages - coalesce(cardinality(v_removed), 0)
  where customer_id = old.customer_id;
  return old;
end $$;
create trigger uncount_site before delete on public.sites
  for each row execute function private.uncount_site();

-- Reading -------------------------------------------------------------------------

-- The question as a sparse vector weighted by the customer's own document frequencies (in thousandths, for passages hold
-- thousands), and the rarest of its candidate keys whose postings fit the budget.
create function private.weigh_question(
  p_customer uuid, p_passages int, p_terms int[], p_weights real[], p_keys int[], p_budget int,
  out question extensions.sparsevec, out keys int[]
) language sql stable set search_path = ''
as $$
  with counted as (
    select q.term, q.key, q.weight,
      coalesce(t.frequency, 0) + coalesce(b.frequencies[array_position(b.terms, q.term)], 0) as frequency
    from unnest(p_terms, p_weights, p_keys) as q(term, weight, key)
    left join public.search_terms t on t.customer_id = p_customer and t.term = q.term
    left join public.search_term_packs b on b.customer_id = p_customer and b.bucket = (q.term % 512)::smallint
  ), known as (
    select c.term, c.key, c.frequency,
      (c.weight * ln(1 + (p_passages - c.frequency + 0.5) / (c.frequency + 0.5)) / 1000)::real as idf
    from counted c where c.frequency > 0
  ), rare as (
    select k.key, sum(k.frequency) over w as cost, row_number() over w as rank
    from known k where k.key is not null window w as (order by k.frequency, k.key)
  )
  select ('{' || coalesce((select string_agg(k.term || ':' || k.idf, ',' order by k.term) from known k), '')
           || '}/1000000000')::extensions.sparsevec,
         (select array_agg(r.key) from rare r where r.cost <= p_budget or r.rank <= 2)
$$;
grant execute on function private.weigh_question to authenticated, visitor, api_key, service_role;

-- The customer's best passages for a question, with the caller's rights. Score: keyword / best keyword, plus
-- p_meaning * cosine where an embedding of p_model is given. Exact up to p_scan passages; above that, the passages that
-- hold the question's rarest keys and those nearest in meaning.
create function public.search_passages(
  p_customer uuid, p_terms int[], p_weights real[], p_keys int[], p_limit int default 10,
  p_embedding text default null, p_model text default null, p_meaning real default 0,
  p_scan int default 5000, p_budget int default 6000
) returns table (
  passage_id bigint, page_id uuid, url text, title text, heading_path text[], content text,
  score real, keyword real, cosine real
)
language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_passages int;
  v_keyed boolean;
  v_question extensions.sparsevec;
  v_keys int[];
  v_near bigint[] := '{}';
  v_all boolean;
begin
  select c.passages, c.keyed into v_passages, v_keyed from public.search_corpora c where c.customer_id = p_customer;
  if coalesce(v_passages, 0) = 0 then return; end if;
  select w.question, w.keys into v_question, v_keys
  from private.weigh_question(p_customer, v_passages, p_terms, p_weights, p_keys, p_budget) w;
  v_all := v_passages <= p_scan or not v_keyed or v_keys is null;
  if not v_all and p_meaning > 0 then
    v_near := array(
      select e.passage_id from public.page_embeddings e
      where e.customer_id = p_customer and e.model = p_model
      order by e.embedding operator(extensions.<=>) p_embedding::extensions.halfvec(512) limit 50
    );
  end if;

  return query
    -- Materialized, so that the distance of a passage is computed once and not once per mention.
    with worded as materialized (
      select t.passage_id as id, (-(t.terms operator(extensions.<#>) v_question))::real as k
      from public.passage_terms t where v_all and t.customer_id = p_customer
      union all
      select t.passage_id, (-(t.terms operator(extensions.<#>) v_question))::real
      from public.passage_terms t
      where not v_all and t.customer_id = p_customer and (t.keys && v_keys or t.passage_id = any (v_near))
    ), meant as materialized (
      select e.passage_id as id, (1 - (e.embedding operator(extensions.<=>) p_embedding::extensions.halfvec(512)))::real as c
      from public.page_embeddings e
      where p_meaning > 0 and e.customer_id = p_customer and e.model = p_model
    ), best as (
      select w.id, w.k, m.c,
        (w.k / greatest(max(w.k) over (), 1e-6) + p_meaning * greatest(coalesce(m.c, 0), 0))::real as total
      from worded w left join meant m using (id)
      order by total desc, w.id limit p_limit
    )
    select b.id, p.id, p.url, p.title, c.heading_path, c.content, b.total, b.k, b.c
    from best b
    join public.website_content c on c.customer_id = p_customer and c.id = b.id
    join public.scraped_pages p on p.customer_id = p_customer and p.id = c.page_id
    where b.total > 0
    order by b.total desc, b.id;
end $$;
grant execute on function public.search_passages to authenticated, visitor, api_key, service_role;
