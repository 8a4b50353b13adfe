import { contains, containsAddress } from "@/lib/knowledge/contains";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { GetPage, ListPages, Page } from "./schema";

const columns = `id, url, title, language, status, httpStatus:http_status, passageCount:passage_count,
  readAt:read_at, changedAt:changed_at` as const;

/** A site's pages by URL, from `cursor` on. */
export async function selectPages(
  { db, customerId }: Ctx,
  { siteId, query, status, limit, cursor }: ListPages,
): Promise<Page[]> {
  const pages = () => {
    let wanted = db.from("scraped_pages").select(columns).eq("customer_id", customerId).eq("site_id", siteId);
    if (status) wanted = wanted.eq("status", status);
    if (cursor !== undefined) wanted = wanted.gt("url", cursor);
    return wanted.order("url").limit(limit);
  };
  if (!query) return unwrap(await pages()) as Page[];
  const found = [pages().ilike("url", containsAddress(query)), pages().ilike("title", contains(query))];
  return firstByUrl((await Promise.all(found)).flatMap(unwrap) as Page[], limit);
}

/** Each address once, in the database's order, which is that of the bytes. */
function firstByUrl<Row extends { url: string }>(rows: Row[], limit: number): Row[] {
  const byUrl = new Map(rows.map((row) => [row.url, row]));
  return [...byUrl.values()].sort((a, b) => (a.url < b.url ? -1 : 1)).slice(0, limit);
}

export async function countPages({ db, customerId }: Ctx, siteId: string, status: Page["status"]): Promise<number> {
  const pages = db.from("scraped_pages").select("id", { count: "exact", head: true });
  const { count, error } = await pages.eq("customer_id", customerId).eq("site_id", siteId).eq("status", status);
  if (error) throw new AppError("internal", "Something went wrong", { cause: error });
  return count ?? 0;
}

export async function selectPage({ db, customerId }: Ctx, { siteId, url }: GetPage): Promise<Page | null> {
  const pages = db.from("scraped_pages").select(columns).eq("customer_id", customerId);
  return unwrap(await pages.eq("site_id", siteId).eq("url", url).maybeSingle()) as Page | null;
}

/** A page's passages in order, each with the model of its vector. */
export async function selectPassages({ db, customerId }: Ctx, pageId: string, limit: number) {
  const passages = db
    .from("website_content")
    .select("id, headingPath:heading_path, text:content, vectors:page_embeddings(model)")
    .eq("customer_id", customerId);
  return unwrap(await passages.eq("page_id", pageId).order("position").limit(limit));
}

/** Pages in use whose address or title holds what was typed. */
export async function selectPagesLike({ db, customerId }: Ctx, typed: string, limit: number) {
  const pages = () => {
    const all = db.from("scraped_pages").select("url, title").eq("customer_id", customerId).eq("status", "active");
    return all.order("url").limit(limit);
  };
  const found = typed
    ? [pages().ilike("title", contains(typed)), pages().ilike("url", containsAddress(typed))]
    : [pages()];
  return firstByUrl((await Promise.all(found)).flatMap(unwrap), limit);
}

/** The languages that the customer's pages and documents are in, the most frequent first. */
export async function selectPageLanguages({ db, customerId }: Ctx): Promise<string[]> {
  return unwrap(await db.rpc("page_languages", { p_customer: customerId })).map(({ language }) => language);
}

const ADDRESSES_AT_ONCE = 25;

/** The titles of those addresses at which the customer has a page in use. */
export async function selectTitles({ db, customerId }: Ctx, urls: string[]): Promise<Map<string, string>> {
  const parts = Array.from({ length: Math.ceil(urls.length / ADDRESSES_AT_ONCE) }, (_, part) =>
    urls.slice(part * ADDRESSES_AT_ONCE, (part + 1) * ADDRESSES_AT_ONCE),
  );
  const found = await Promise.all(
    parts.map((part) => {
      const pages = db.from("scraped_pages").select("url, title").eq("customer_id", customerId);
      return pages.eq("status", "active").in("url", part).then(unwrap);
    }),
  );
  return new Map(found.flat().map(({ url, title }) => [url, title]));
}
