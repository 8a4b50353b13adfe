import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";

/** Real documentation: what Debian's package postgresql-doc-15 installs. */
const DOCUMENTATION = "/usr/share/doc/postgresql-doc-15/html";
const URLS_PER_SITEMAP = 400;

export type DocsSite = LocalSite & { pages: number };

/**
 * Serves every HTML page of a folder (DOCS_DIR, or PostgreSQL's documentation) as a well-kept website does: with a
 * robots.txt that names a sitemap index, an ETag on each page, and 304 for whoever has that one.
 */
export async function startDocsSite(port: number): Promise<DocsSite> {
  const folder = process.env.DOCS_DIR ?? DOCUMENTATION;
  if (!existsSync(folder)) throw new Error(`${folder} is not here: apt-get install postgresql-doc-15, or set DOCS_DIR`);
  const names = readdirSync(folder).filter((name) => name.endsWith(".html"));
  const pages = new Map(names.map((name) => [pathOf(name), pageOf(readFileSync(join(folder, name)))]));
  const paths = [...pages.keys()];
  let origin = "";
  const site = await startLocalSite((path) => pages.get(path) ?? mapOf(path, { paths, origin }), port);
  origin = new URL(site.url).origin;
  return { ...site, pages: pages.size };
}

const pathOf = (name: string) => (name === "index.html" ? "/" : `/${name}`);

function pageOf(body: Buffer): LocalAnswer {
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
  const headers = { "content-type": "text/html; charset=utf-8", etag };
  return (request: IncomingMessage, response: ServerResponse) => {
    const isKnown = request.headers["if-none-match"] === etag;
    response.writeHead(isKnown ? 304 : 200, headers).end(isKnown ? undefined : body);
  };
}

function mapOf(path: string, { paths, origin }: { paths: string[]; origin: string }): LocalAnswer | undefined {
  const parts = Math.ceil(paths.length / URLS_PER_SITEMAP);
  if (path === "/robots.txt") return text(`User-agent: *\nDisallow: /private/\nSitemap: ${origin}/sitemap.xml\n`);
  if (path === "/sitemap.xml") {
    const maps = Array.from(
      { length: parts },
      (_, part) => `<sitemap><loc>${origin}/sitemap-${part}.xml</loc></sitemap>`,
    );
    return xml(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${maps.join("")}</sitemapindex>`);
  }
  const part = Number(/^\/sitemap-(\d+)\.xml$/.exec(path)?.[1] ?? parts);
  if (part >= parts) return undefined;
  const listed = paths.slice(part * URLS_PER_SITEMAP, (part + 1) * URLS_PER_SITEMAP);
  const urls = listed.map((each) => `<url><loc>${origin}${each}</loc></url>`).join("");
  return xml(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`);
}

const text = (body: string): LocalAnswer => ({ body, headers: { "content-type": "text/plain" } });
const xml = (body: string): LocalAnswer => ({ body, headers: { "content-type": "application/xml" } });
