import { gunzipSync } from "node:zlib";
import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { type Fetched, guardedFetch, textOf } from "./fetch";
import { Refusal } from "./refusal";

const MAX_FILES = 20;
const MAX_BYTES = 10_000_000;
const MAX_MS = 20_000;

const Loc = z.object({ loc: z.string(), lastmod: z.string().optional().catch(undefined) });
const Content = z.object({
  urlset: z.object({ url: z.array(Loc.catch({ loc: "" })).catch([]) }).catch({ url: [] }),
  sitemapindex: z.object({ sitemap: z.array(Loc.catch({ loc: "" })).catch([]) }).catch({ sitemap: [] }),
});

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: (name) => name === "url" || name === "sitemap",
  processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: MAX_BYTES },
});

/**
 * `lastmods` says when a page last changed, in milliseconds, where the sitemap tells; `refused` are sitemaps at addresses
 * that are not read: private ones, odd ports.
 */
type Sitemaps = { pages: string[]; lastmods: Map<string, number>; refused: string[] };
type Sitemap = { urls: string[]; sitemaps: string[]; lastmods: Map<string, number> };

/**
 * The pages that sitemaps name, at most `limit`, in their order. Follows indexes, unpacks gzip, reads plain lists, and
 * passes over files that are broken or missing.
 */
export async function readSitemaps(addresses: string[], limit: number): Promise<Sitemaps> {
  const files = [...new Set(addresses)];
  const pages = new Set<string>();
  const lastmods: Sitemaps["lastmods"] = new Map();
  const refused: string[] = [];
  const until = Date.now() + MAX_MS;
  for (let next = 0; next < Math.min(files.length, MAX_FILES); next++) {
    const [file = "", left] = [files[next], until - Date.now()];
    if (left <= 0 || pages.size >= limit) break;
    const {
      urls,
      sitemaps,
      lastmods: told,
    } = await readSitemap(file, left).catch((error: unknown) => {
      if (error instanceof Refusal && error.reason === "address") refused.push(file);
      return nothing; // A sitemap is a help, not a condition: links lead to the pages as well.
    });
    for (const url of urls.slice(0, limit - pages.size)) pages.add(url);
    for (const [url, at] of told) if (pages.has(url)) lastmods.set(url, at);
    files.push(...sitemaps.slice(0, MAX_FILES).filter((sitemap) => !files.includes(sitemap)));
  }
  return { pages: [...pages], lastmods, refused };
}

async function readSitemap(address: string, totalMs: number): Promise<Sitemap> {
  const accept = "application/xml,text/xml,text/plain";
  const file = await guardedFetch(address, { accept, maxBytes: MAX_BYTES, totalMs });
  return file.status === 200 ? parseSitemap(textOf({ headers: file.headers, body: unpacked(file) })) : nothing;
}

const nothing: Sitemap = { urls: [], sitemaps: [], lastmods: new Map() };

const unpacked = ({ body }: Fetched) =>
  body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, { maxOutputLength: MAX_BYTES }) : body;

export function parseSitemap(text: string): Sitemap {
  if (!text.trimStart().startsWith("<")) {
    return { ...nothing, urls: text.split(/\s+/).filter((line) => /^https?:\/\//.test(line)) };
  }
  if (text.includes("<!ENTITY")) return nothing; // No sitemap needs entities of its own; they could grow without end.
  const { urlset, sitemapindex } = Content.parse(parser.parse(text));
  return {
    urls: locations(urlset.url),
    sitemaps: locations(sitemapindex.sitemap),
    lastmods: lastmodsOf(urlset.url),
  };
}

const locations = (entries: { loc: string }[]) =>
  entries.map(({ loc }) => loc.trim()).filter((loc) => URL.canParse(loc));

/** Of the entries that say when they changed; a moment still to come says nothing. */
function lastmodsOf(entries: { loc: string; lastmod?: string | undefined }[]): Map<string, number> {
  const lastmods = new Map<string, number>();
  for (const { loc, lastmod } of entries) {
    const at = Date.parse(lastmod?.trim() ?? "");
    if (at <= Date.now()) lastmods.set(loc.trim(), at);
  }
  return lastmods;
}
