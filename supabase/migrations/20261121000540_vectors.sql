-- Passages without vectors, and the change from one embedding model to another: every passage gets a vector of the new
-- model while searches go on with the old one's, then one statement changes over. search_corpora names the one in force.

-- The customers whose vectors are another model's than `p_model`, and whom no worker serves.
create function public.customers_to_embed(p_model text, p_limit int) returns setof uuid
language sql stable security invoker set search_path = ''
as $$
  select customer_id from public.search_corpora
  where embedding_model <> p_model and coalesce(embedder_until, '-infinity') < clock_timestamp()
  order by customer_id limit p_limit
$$;

-- The customer's next passages, after `p_after`, without a vector of `p_model`: an array of { id, text } that is this
-- worker's for the lease. Null while another worker is at it, or a reading gives them their vectors.
create function public.claim_customer_passages(
  p_customer uuid, p_worker uuid, p_model text, p_after bigint, p_limit int, p_lease_seconds int
) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.search_corpora
  set embedder = p_worker, embedder_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where customer_id = p_customer
    and (embedder = p_worker or coalesce(embedder_until, '-infinity') < clock_timestamp())
    and not exists (
      select 1 from public.scrape_jobs j
      where j.customer_id = p_customer and j.status = 'running' and j.embedder_until > clock_timestamp());
  if not found then return null; end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', w.id,
      'text', array_to_string(w.heading_path, ' > ') || E'\n' || w.content) order by w.id), '[]')
    from (
      select c.id, c.heading_path, c.content from public.website_content c
      where c.customer_id = p_customer and c.id > p_after and not exists (
        select 1 from public.page_embeddings e
        where e.customer_id = c.customer_id and e.passage_id = c.id and e.model = p_model)
      order by c.id limit p_limit) w
  );
end $$;

-- Searches by `p_model` from now on and drops the others' vectors, if every passage has one of it. The customer is
-- locked, so that no page is stored meanwhile.
create function public.switch_embedding_model(p_customer uuid, p_model text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform 1 from public.search_corpora where customer_id = p_customer for update;
  if exists (
    select 1 from public.website_content c where c.customer_id = p_customer and not exists (
      select 1 from public.page_embeddings e
      where e.customer_id = c.customer_id and e.passage_id = c.id and e.model = p_model)
  ) then return false; end if;
  update public.search_corpora set embedding_model = p_model, embedder = null, embedder_until = null
  where customer_id = p_customer;
  delete from public.page_embeddings where customer_id = p_customer and model <> p_model;
  return true;
end $$;

-- What waits for vectors of the model in force (`p_model` before there is one) since before `p_until`, for one customer
-- or for all: only the keys of passages and vectors are read, in their order.
create function private.passages_without_vectors(p_customer uuid, p_model text, p_until timestamptz)
returns table (customer_id uuid, passages int, pages int, since timestamptz)
language sql stable set search_path = ''
as $$
  select p.customer_id, count(*)::int, count(distinct p.id)::int, min(p.changed_at)
  from public.search_corpora s
  join public.website_content c on c.customer_id = s.customer_id
  join public.scraped_pages p on p.customer_id = c.customer_id and p.id = c.page_id
  where (p_customer is null or s.customer_id = p_customer) and p.changed_at < p_until and not exists (
    select 1 from public.page_embeddings e
    where e.customer_id = c.customer_id and e.passage_id = c.id and e.model = coalesce(s.embedding_model, p_model))
  group by p.customer_id
$$;

-- How a customer can be searched: what there is, what waits for vectors, and by which model it is searched.
create function public.knowledge_health(p_customer uuid, p_model text, p_older_than interval default '5 minutes')
returns table (
  pages int, passages int, pages_without_vectors int, passages_without_vectors int, waiting_since timestamptz,
  embedding_model text
)
language sql stable security invoker set search_path = ''
as $$
  select
    (select count(*)::int from public.scraped_pages p where p.customer_id = p_customer and p.status = 'active'),
    coalesce(s.passages, 0), coalesce(w.pages, 0), coalesce(w.passages, 0), w.since, s.embedding_model
  from (select p_customer as customer_id) asked
  left join public.search_corpora s using (customer_id)
  left join private.passages_without_vectors(p_customer, p_model, now() - p_older_than) w using (customer_id)
$$;

-- The customers with passages that have waited too long, those who wait longest first.
create function public.customers_without_vectors(p_model text, p_older_than interval, p_limit int)
returns table (customer_id uuid, passages int, pages int, since timestamptz)
language sql stable security invoker set search_path = ''
as $$
  select w.customer_id, w.passages, w.pages, w.since
  from private.passages_without_vectors(null, p_model, now() - p_older_than) w order by w.since limit p_limit
$$;

grant execute on function private.passages_without_vectors, public.knowledge_health
  to authenticated, api_key, service_role;
grant execute on function public.customers_to_embed, public.claim_customer_passages, public.switch_embedding_model,
  public.customers_without_vectors to service_role;
