-- An owner's own questions, each with the page that should answer it, and how the product's search did on them: a run
-- keeps the questions as they were, so that runs from before and after a change can be compared.

create table public.evaluation_questions (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  question text not null check (char_length(question) between 1 and 1000),
  url text not null check (char_length(url) between 1 and 2048), -- As in scraped_pages; the page itself may go and come.
  position bigint generated always as identity, -- The order in which they were added.
  created_at timestamptz not null default now(),
  unique (customer_id, question, url)
);
create index evaluation_questions_order on public.evaluation_questions (customer_id, position);
comment on table public.evaluation_questions is 'Questions of an evaluation, each with the page that should answer.';

create table public.evaluation_runs (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  note text not null default '' check (char_length(note) <= 200), -- What was changed before it.
  questions int not null default 0,
  found_at_1 int not null default 0,
  found_at_5 int not null default 0,
  created_at timestamptz not null default now(),
  unique (customer_id, id)
);
create index evaluation_runs_newest on public.evaluation_runs (customer_id, created_at desc, id desc);
comment on table public.evaluation_runs is 'One evaluation with its sums, which a trigger keeps.';

create table public.evaluation_results (
  customer_id uuid not null,
  run_id uuid not null,
  position int not null,
  question text not null,
  url text not null,
  rank smallint check (rank > 0), -- Where the first passage of the page stood; null when it wasn't found.
  first_url text, -- What stood first.
  first_title text,
  primary key (run_id, position),
  foreign key (customer_id, run_id) references public.evaluation_runs (customer_id, id) on delete cascade
);
create index evaluation_results_run on public.evaluation_results (customer_id, run_id, position);
comment on table public.evaluation_results is 'Where the page that should answer was found, question by question.';

-- Security definer, for nobody else writes sums.
create function private.count_evaluation_results() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.evaluation_runs r set questions = r.questions + n.questions,
    found_at_1 = r.found_at_1 + n.found_at_1, found_at_5 = r.found_at_5 + n.found_at_5
  from (select customer_id, run_id, count(*) as questions, count(*) filter (where rank = 1) as found_at_1,
      count(*) filter (where rank <= 5) as found_at_5 from added group by 1, 2) n
  where r.customer_id = n.customer_id and r.id = n.run_id;
  return null;
end $$;
create trigger count_results after insert on public.evaluation_results referencing new table as added
  for each statement execute function private.count_evaluation_results();

-- Row level security --------------------------------------------------------------

alter table public.evaluation_questions enable row level security;
alter table public.evaluation_questions force row level security;
alter table public.evaluation_runs enable row level security;
alter table public.evaluation_runs force row level security;
alter table public.evaluation_results enable row level security;
alter table public.evaluation_results force row level security;

create policy "Members see their questions" on public.evaluation_questions
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Owners and admins add questions" on public.evaluation_questions
  for insert to authenticated with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Owners and admins remove questions" on public.evaluation_questions
  for delete to authenticated using (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs keep their questions" on public.evaluation_questions
  for all to api_key using (customer_id = (select private.claimed_customer_id()))
  with check (customer_id = (select private.claimed_customer_id()));

create policy "Members see their runs" on public.evaluation_runs
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Owners and admins add runs" on public.evaluation_runs
  for insert to authenticated with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Owners and admins remove runs" on public.evaluation_runs
  for delete to authenticated using (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs keep their runs" on public.evaluation_runs
  for all to api_key using (customer_id = (select private.claimed_customer_id()))
  with check (customer_id = (select private.claimed_customer_id()));

create policy "Members see their results" on public.evaluation_results
  for select to authenticated using (customer_id in (select private.my_customer_ids()));
create policy "Owners and admins add results" on public.evaluation_results
  for insert to authenticated with check (customer_id in (select private.my_customer_ids('{owner,admin}')));
create policy "Programs see their results" on public.evaluation_results
  for select to api_key using (customer_id = (select private.claimed_customer_id()));
create policy "Programs add results" on public.evaluation_results
  for insert to api_key with check (customer_id = (select private.claimed_customer_id()));

grant select, insert (customer_id, question, url), delete on public.evaluation_questions to authenticated, api_key;
grant select, insert (customer_id, note), delete on public.evaluation_runs to authenticated, api_key;
grant select, insert (customer_id, run_id, position, question, url, rank, first_url, first_title)
  on public.evaluation_results to authenticated, api_key;
grant all on public.evaluation_questions, public.evaluation_runs, public.evaluation_results to service_role;

-- Keeps a run with its results, [{ question, url, rank, first_url, first_title }], all or nothing.
create function public.record_evaluation(p_customer uuid, p_note text, p_results jsonb) returns uuid
language sql volatile security invoker set search_path = ''
as $$
  with run as (
    insert into public.evaluation_runs (customer_id, note) values (p_customer, p_note) returning id
  ), kept as (
    insert into public.evaluation_results (customer_id, run_id, position, question, url, rank, first_url, first_title)
    select p_customer, run.id, g.position, r.question, r.url, r.rank, r.first_url, r.first_title
    from run, jsonb_array_elements(p_results) with ordinality as g(result, position),
      jsonb_populate_record(null::public.evaluation_results, g.result) r
  )
  select id from run
$$;
grant execute on function public.record_evaluation to authenticated, api_key;
