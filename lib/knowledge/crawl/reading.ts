import { Politeness } from "./politeness";
import { readRobots } from "./robots";
import type { Robots } from "./robots-rules";
import { readSitemaps } from "./sitemap";
import { Traps } from "./traps";
import { canonicalUrl, isOnSite, mayBePage } from "./urls";

const MAX_LINKS = 2_000;
const MAX_SITEMAP_PAGES = 20_000;
const MAX_ELSEWHERE = 5;

/** What holds for every page of a site while a worker reads it. */
export type Reading = {
  siteId: string;
  siteUrl: string;
  robots: Robots;
  politeness: Politeness;
  traps: Traps;
};

type Begin = { siteId: string; isNew: boolean };

/** Begins a worker's part in a job; `isNew` when nobody has begun yet. Throws when the site's robots.txt can't be read. */
export async function beginReading(siteUrl: string, { siteId, isNew }: Begin): Promise<Reading> {
  const robots = await readRobots(siteUrl, { isNew });
  const politeness = new Politeness(new URL(siteUrl).host);
  await politeness.begin(robots.delayMs);
  return { siteId, siteUrl, robots, politeness, traps: new Traps() };
}

/** The pages of the site among `links`, as many as one page may add. */
export const ownLinks = (links: string[], siteUrl: string, robots: Robots, limit = MAX_LINKS): string[] =>
  links.filter((link) => isOnSite(link, siteUrl) && mayBePage(link) && robots.allows(link)).slice(0, limit);

/** What sitemaps add to a reading: `lastmods` are ISO times by address, of the pages that changed last. */
export type Mapped = { links: string[]; lastmods: Record<string, string> };

/**
 * The pages that the site's sitemaps name; and of what they may not name one address each, to be recorded as skipped. When
 * a page changed is a hint to read it early and no more: every page is asked for all the same, for many sitemaps are wrong.
 */
export async function sitemapPages({ siteUrl, robots }: Reading): Promise<Mapped> {
  const named = robots.sitemaps.length > 0 ? robots.sitemaps : [new URL("/sitemap.xml", siteUrl).href];
  const { pages, lastmods, refused } = await readSitemaps(named, MAX_SITEMAP_PAGES);
  const links = pages.flatMap((page) => canonicalUrl(page) ?? []);
  const own = ownLinks(links, siteUrl, robots, MAX_SITEMAP_PAGES);
  return { links: [...refused, ...elsewhere(links, siteUrl), ...own], lastmods: newest(lastmods) };
}

function newest(lastmods: Map<string, number>): Mapped["lastmods"] {
  const changed = [...lastmods].sort(([, one], [, other]) => other - one).slice(0, MAX_LINKS);
  return Object.fromEntries(changed.map(([page, at]) => [canonicalUrl(page) ?? page, new Date(at).toISOString()]));
}

/** The first link to each other host. */
function elsewhere(links: string[], siteUrl: string): string[] {
  const { origin } = new URL(siteUrl);
  const byOrigin = new Map<string, string>();
  for (const link of links) {
    const other = new URL(link).origin;
    if (other !== origin && !byOrigin.has(other) && byOrigin.size < MAX_ELSEWHERE) byOrigin.set(other, link);
  }
  return [...byOrigin.values()];
}
