import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { authenticate } from "@/lib/accounts/auth";
import { searchPassages } from "@/lib/knowledge/search/store";
import { queryTerms } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { apiClient, type Bench, type BenchStack, mean, readWhole, type Table } from "./bench";
import { POSTGRES_DOCS } from "./docs-site";
import { type Paraphrase, paraphrases } from "./paraphrases";

const FOUND = 10;
const BATCH = 1_000;

/** Reads real documentation and asks for it in other words, as Postgres' own full-text search is asked as well. */
export const paraphrase: Bench = {
  description: "Finding pages of PostgreSQL's documentation by questions that share no words with them",
  openSites: async (firstPort) => [await startLocalSite(publish(), firstPort)],
  run: async (stack, [site]) => {
    if (!site) throw new Error("The site does not run.");
    const customer = await stack.newCustomer("Paraphrases", site.url);
    await readWhole(apiClient(stack, customer.apiKey), customer.siteId);
    return measure(stack, site, customer.apiKey);
  },
};

/** The pages that answer some question, without their links to the rest of the documentation. */
function publish(): Record<string, string> {
  if (!existsSync(POSTGRES_DOCS)) throw new Error(`${POSTGRES_DOCS} is missing: apt-get install postgresql-doc-15`);
  const names = [...new Set(paraphrases.flatMap(({ pages }) => pages))];
  const textOf = (name: string) => readFileSync(join(POSTGRES_DOCS, `${name}.html`), "utf8");
  const pages = names.map((name) => [`/${name}`, textOf(name).replaceAll(/ href="[^"]*"/g, "")] as const);
  const links = names.map((name) => `<li><a href="/${name}">${name}</a></li>`).join("");
  return { "/": `<!doctype html><title>Contents</title><main><ul>${links}</ul></main>`, ...Object.fromEntries(pages) };
}

/** The addresses of what is found for a question, the best first. */
type Finder = (question: string) => Promise<string[]>;

async function measure(stack: BenchStack, site: LocalSite, apiKey: string): Promise<Table> {
  const ctx = await authenticate(new Request(stack.appUrl, { headers: { authorization: `Bearer ${apiKey}` } }));
  const stored = await passagesOf(ctx);
  const reference = await fullText(stored);
  const call = apiClient(stack, apiKey);
  const ours: Finder = async (query) => {
    const { results } = await call<{ results: { url: string }[] }>("POST", "search", { query, limit: FOUND });
    return results.map(({ url }) => url);
  };
  const words: Finder = async (question) => {
    const asked = { ...queryTerms(question), limit: FOUND, meaning: null };
    return (await searchPassages(ctx, asked)).passages.map(({ url }) => url);
  };
  const shared = await Promise.all(paraphrases.map((each) => reference.overlap(each, addressesOf(each, site))));
  const table = {
    "Postgres full-text search": await score(reference.find, site),
    "omniops, words alone": await score(words, site),
    omniops: await score(ours, site),
    "the set": {
      questions: paraphrases.length,
      pages: new Set(stored.map(({ url }) => url)).size,
      passages: stored.length,
      "words shared": mean(shared),
      "words shared at most": Math.max(...shared),
    },
  };
  await reference.close();
  return table;
}

const addressesOf = ({ pages }: Paraphrase, site: LocalSite) => pages.map((page) => new URL(page, site.url).href);

async function score(find: Finder, site: LocalSite): Promise<Record<string, number>> {
  const ranks: number[] = [];
  for (const each of paraphrases) {
    const right = addressesOf(each, site);
    ranks.push((await find(each.question)).findIndex((url) => right.includes(url)));
  }
  const hit = (within: number) => mean(ranks.map((rank) => Number(rank >= 0 && rank < within)));
  return { "hit@1": hit(1), "hit@5": hit(5), "hit@10": hit(10) };
}

type Stored = { id: number; url: string; text: string };

/** Every passage of the customer as it is stored, with its headings. */
async function passagesOf({ db }: Ctx): Promise<Stored[]> {
  const all: Stored[] = [];
  for (let more = true; more; ) {
    const found = await db
      .from("website_content")
      .select("id, heading_path, content, scraped_pages(url)")
      .order("id")
      .gt("id", all.at(-1)?.id ?? 0)
      .limit(BATCH);
    const rows = unwrap(found);
    for (const { id, heading_path, content, scraped_pages } of rows) {
      all.push({ id, url: scraped_pages.url, text: [...heading_path, content].join("\n") });
    }
    more = rows.length > 0;
  }
  return all;
}

/** The same passages under Postgres' full-text search: any of the question's words, ranked by ts_rank. */
async function fullText(passages: Stored[]) {
  const db = await PGlite.create();
  await db.exec("create table passages (id int primary key, url text, words tsvector)");
  const column = (key: keyof Stored) => passages.map((passage) => passage[key]);
  await db.query(
    `insert into passages
     select id, url, to_tsvector('english', text) from unnest($1::int[], $2::text[], $3::text[]) as p(id, url, text)`,
    [column("id"), column("url"), column("text")],
  );
  await db.exec("create index on passages using gin (words)");
  return {
    async find(question: string): Promise<string[]> {
      const { rows } = await db.query<{ url: string }>(
        `select p.url from passages p,
           (select replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery as any_word) q
         where p.words @@ q.any_word order by ts_rank(p.words, q.any_word) desc, p.id limit $2`,
        [question, FOUND],
      );
      return rows.map(({ url }) => url);
    },
    /** Of the question's words (stemmed, without stop words), the largest share that one passage of the pages holds. */
    async overlap({ question }: Paraphrase, urls: string[]): Promise<number> {
      const { rows } = await db.query<{ share: number }>(
        `select coalesce(max(shared.count::float8 / length(q.words)), 0) as share
         from (select to_tsvector('english', $1) as words) q, passages p,
           lateral (select count(*) from unnest(tsvector_to_array(q.words)) w
                    where w = any (tsvector_to_array(p.words))) shared
         where p.url = any ($2) and length(q.words) > 0`,
        [question, urls],
      );
      return rows[0]?.share ?? 0;
    },
    close: () => db.close(),
  };
}
