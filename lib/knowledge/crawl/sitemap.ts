import { gunzipSync } from "node:zlib";
import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { type Fetched, guardedFetch, textOf } from "./fetch";
import { Refusal } from "./refusal";

const MAX_FILES = 20;
const MAX_BYTES = 10_000_000;
const MAX_MS = 20_000;

const Loc = z.object({ loc: z.string() });
const Sitemap = z.object({
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

/** `refused` are sitemaps at addresses that are not read: private ones, odd ports. */
type Sitemaps = { pages: string[]; refused: string[] };

/**
 * The pages that sitemaps name, at most `limit`, in their order. Follows indexes, unpacks gzip, reads plain lists, and
 * passes over files that are broken or missing.
 */
export async function readSitemaps(addresses: string[], limit: number): Promise<Sitemaps> {
  const files = [...new Set(addresses)];
  const pages = new Set<string>();
  const refused: string[] = [];
  const until = Date.now() + MAX_MS;
  for (let next = 0; next < Math.min(files.length, MAX_FILES); next++) {
    const [file = "", left] = [files[next], until - Date.now()];
    if (left <= 0 || pages.size >= limit) break;
    const { urls, sitemaps } = await readSitemap(file, left).catch((error: unknown) => {
      if (error instanceof Refusal && error.reason === "address") refused.push(file);
      return nothing; // A sitemap is a help, not a condition: links lead to the pages as well.
    });
    for (const url of urls.slice(0, limit - pages.size)) pages.add(url);
    files.push(...sitemaps.slice(0, MAX_FILES).filter((sitemap) => !files.includes(sitemap)));
  }
  return { pages: [...pages], refused };
}

async function readSitemap(address: string, totalMs: number): Promise<{ urls: string[]; sitemaps: string[] }> {
  const accept = "application/xml,text/xml,text/plain";
  const file = await guardedFetch(address, { accept, maxBytes: MAX_BYTES, totalMs });
  return file.status === 200 ? parseSitemap(textOf({ headers: file.headers, body: unpacked(file) })) : nothing;
}

const nothing = { urls: [], sitemaps: [] };

const unpacked = ({ body }: Fetched) =>
  body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, { maxOutputLength: MAX_BYTES }) : body;

export function parseSitemap(text: string): { urls: string[]; sitemaps: string[] } {
  if (!text.trimStart().startsWith("<")) {
    return { urls: text.split(/\s+/).filter((line) => /^https?:\/\//.test(line)), sitemaps: [] };
  }
  if (text.includes("<!ENTITY")) return nothing; // No sitemap needs entities of its own; they could grow without end.
  const { urlset, sitemapindex } = Sitemap.parse(parser.parse(text));
  return { urls: locations(urlset.url), sitemaps: locations(sitemapindex.sitemap) };
}

const locations = (entries: { loc: string }[]) =>
  entries.map(({ loc }) => loc.trim()).filter((loc) => URL.canParse(loc));
