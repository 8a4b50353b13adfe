import { Politeness } from "./politeness";
import { readRobots } from "./robots";
import type { Robots } from "./robots-rules";
import { readSitemaps } from "./sitemap";
import { Traps } from "./traps";
import { isOnSite, mayBePage } from "./urls";

const MAX_LINKS = 2_000;
const MAX_SITEMAP_PAGES = 5_000;

/** What holds for every page of a site while a worker reads it. */
export type Reading = { siteUrl: string; robots: Robots; politeness: Politeness; traps: Traps };

/** Begins to read a site; `isNew` when nobody has begun yet. Throws when its robots.txt can't be read. */
export async function beginReading(siteUrl: string, options: { isNew: boolean }): Promise<Reading> {
  const robots = await readRobots(siteUrl, options);
  const politeness = new Politeness(new URL(siteUrl).host);
  await politeness.begin(robots.delayMs);
  return { siteUrl, robots, politeness, traps: new Traps() };
}

/** The pages of the site among `links`, as many as one page may add. */
export const ownLinks = (links: string[], siteUrl: string, robots: Robots): string[] =>
  links.filter((link) => isOnSite(link, siteUrl) && mayBePage(link) && robots.allows(link)).slice(0, MAX_LINKS);

/** The pages that the site's sitemaps name. */
export async function sitemapPages({ siteUrl, robots }: Reading): Promise<string[]> {
  const named = robots.sitemaps.length > 0 ? robots.sitemaps : [new URL("/sitemap.xml", siteUrl).href];
  return ownLinks(await readSitemaps(named, MAX_SITEMAP_PAGES), siteUrl, robots);
}
