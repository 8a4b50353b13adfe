-- A site is a website that a customer's assistant reads and sits on. Its pages are split into passages, the unit that
-- is found and quoted. Members name sites; only jobs write pages and passages.

create table public.sites (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  url text not null check (url ~ '^https?://' and char_length(url) <= 2048),
  site_key text not null unique check (site_key ~ '^pk_[A-Za-z0-9_-]{20,}$'),
  allowed_origins text[] not null default '{}',
  refresh_hours int check (refresh_hours between 1 and 720), -- How often it is read anew; as the plan says where null.
  widget_seen_at timestamptz, -- When a visitor last opened the widget there.
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (customer_id, id), -- For the foreign keys below, which tie each row to its own customer.
  unique (customer_id, url)
);
comment on table public.sites is 'Websites that an assistant reads and on which its widget sits.';

create table public.scraped_pages (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null,
  site_id uuid, -- Null for what was given rather than read: it belongs to no site.
  kind text not null default 'page' check (kind in ('page', 'file', 'text', 'qa')),
  url text collate "C" not null check (char_length(url) <= 2048), -- urn:uuid:… for what has no address on the web.
  title text not null default '',
  description text not null default '',
  language text,
  status text not null default 'active' check (status in ('active', 'retired')),
  http_status smallint,
  content_hash text not null, -- SHA-256 of the extracted text: an equal hash needs no new passages.
  etag text,
  last_modified text,
  bytes int not null default 0,
  passage_count int not null default 0,
  read_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (customer_id, id),
  unique nulls not distinct (url, site_id),
  foreign key (customer_id, site_id) references public.sites (customer_id, id) on delete cascade
);
-- Whoever looks for one page of a site says "site_id is not distinct from", which leaves the index that begins with its URL.
-- With "=" any index that holds the site looks as good to Postgres while the table is new; it keeps to that as long as the
-- session lasts, and reads all of the site's pages for one.
create index scraped_pages_site on public.scraped_pages (site_id, customer_id, url);
create index scraped_pages_twins on public.scraped_pages (content_hash);
comment on table public.scraped_pages is 'Pages as last read. Their text is in website_content.';

create table public.website_content (
  id bigint generated always as identity,
  customer_id uuid not null,
  page_id uuid not null,
  position int not null,
  heading_path text[] not null default '{}', -- From the page's title down to the heading above the passage.
  content text not null,
  primary key (customer_id, id),
  unique (customer_id, page_id, position),
  foreign key (customer_id, page_id) references public.scraped_pages (customer_id, id) on delete cascade
);
comment on table public.website_content is 'Passages: the text of pages in pieces, in order, none of it lost.';

create table public.page_embeddings (
  customer_id uuid not null,
  passage_id bigint not null,
  model text not null, -- Vectors of different models don't compare.
  embedding extensions.halfvec(512) not null,
  primary key (customer_id, passage_id, model),
  foreign key (customer_id, passage_id) references public.website_content (customer_id, id) on delete cascade
);
comment on table public.page_embeddings is 'The meaning of each passage as a vector, with the model that made it.';

create trigger touch_updated_at before update on public.sites
  for each row execute function private.touch_updated_at();

-- Row level security --------------------------------------------------------------

alter table public.sites enable row level security;
alter table public.sites force row level security;
alter table public.scraped_pages enable row level security;
alter table public.scraped_pages force row level security;
alter table public.website_content enable row level security;
alter table public.website_content force row level security;
alter table public.page_embeddings enable row level security;
alter table public.page_embeddings force row level security;

create policy "Members see their sites" on public.sites
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Owners and admins add sites" on public.sites
  for insert to authenticated with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Owners and admins change sites" on public.sites
  for update to authenticated
  using (customer_id in (select private.my_customer_ids('{owner,admin}')))
  with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Owners and admins remove sites" on public.sites
  for delete to authenticated using (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs see their sites" on public.sites
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
create policy "Visitors see the site they are on" on public.sites
  for select to visitor using (
    customer_id = (select private.claimed_customer_id()) and id = (select private.claim('site_id')::uuid)
  );
grant select, delete, insert (customer_id, name, url, site_key, allowed_origins),
  update (name, url, allowed_origins, refresh_hours) on public.sites to authenticated;
grant select on public.sites to api_key, visitor;
grant all on public.sites to service_role;

-- Reading content takes only the customer: an assistant answers from every site of its business.
create policy "Members see their pages" on public.scraped_pages
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors see the customer's pages" on public.scraped_pages
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
create policy "Members see their passages" on public.website_content
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors see the customer's passages" on public.website_content
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
create policy "Members search by meaning" on public.page_embeddings
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Programs and visitors search by meaning" on public.page_embeddings
  for select to api_key, visitor using (customer_id = (select private.claimed_customer_id()));
-- No write policies: only jobs write what was read, and the service role has no policies.
grant select on public.scraped_pages, public.website_content, public.page_embeddings to authenticated, api_key, visitor;
grant all on public.scraped_pages, public.website_content, public.page_embeddings to service_role;

-- Functions -----------------------------------------------------------------------

-- What a visitor's first request needs to know of a site, before there is any proof but its public key.
create function public.find_site(p_site_key text)
returns table (id uuid, customer_id uuid, url text, name text, allowed_origins text[])
language sql stable security definer set search_path = ''
as $$ select id, customer_id, url, name, allowed_origins from public.sites where site_key = p_site_key $$;
grant execute on function public.find_site to anon;

-- The visitor's widget was opened on its site. At most one write a minute and site.
create function public.touch_site() returns void
language sql volatile security definer set search_path = ''
as $$
  update public.sites set widget_seen_at = now()
  where id = private.claim('site_id')::uuid and customer_id = private.claimed_customer_id()
    and coalesce(widget_seen_at, '-infinity') < now() - interval '1 minute'
$$;
grant execute on function public.touch_site to visitor;
