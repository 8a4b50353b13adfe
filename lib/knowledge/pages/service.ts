import "server-only";
import { selectSite } from "@/lib/knowledge/store";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import type { GetPage, ListPages, Page, PageDetail, PageList } from "./schema";
import {
  countPages as countSitePages,
  selectPage,
  selectPageLanguages,
  selectPages,
  selectPagesLike,
  selectPassages,
} from "./store";

const PASSAGES = 200;

/** A site's pages by URL, and where to go on. */
export async function listPages(ctx: Ctx, { limit: size, ...wanted }: ListPages): Promise<PageList> {
  await selectSite(ctx, wanted.siteId);
  const page = await selectPages(ctx, { ...wanted, limit: size + 1 });
  const pages: Page[] = page.slice(0, size);
  return { pages, nextCursor: page.length > size ? (pages.at(-1)?.url ?? null) : null };
}

/** How many of a site's pages are in use, or gone. */
export const countPages = (ctx: Ctx, siteId: string, status: Page["status"] = "active"): Promise<number> =>
  countSitePages(ctx, siteId, status);

/** The page at an address, with its passages. */
export async function getPage(ctx: Ctx, wanted: GetPage): Promise<PageDetail> {
  const page = await selectPage(ctx, wanted);
  if (!page) throw notFound("Page");
  const passages = await selectPassages(ctx, page.id, PASSAGES);
  return {
    ...page,
    passages: passages.map(({ vectors, ...passage }) => ({
      ...passage,
      hasVector: [vectors].flat().length > 0,
    })),
  };
}

/** The customer's pages in use, of every site and document, whose address or title holds what was typed. */
export const suggestPages = (ctx: Ctx, typed: string): Promise<{ url: string; title: string }[]> =>
  selectPagesLike(ctx, typed, 8);

/** The tags of the languages in which the customer's assistant has something to quote, the most frequent first. */
export const listPageLanguages = (ctx: Ctx): Promise<string[]> => selectPageLanguages(ctx);
