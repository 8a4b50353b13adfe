import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";

/** What Debian's package postgresql-doc-15 installs. */
export const POSTGRES_DOCS = "/usr/share/doc/postgresql-doc-15/html";
/** Real documentation by the package of Debian that installs it: long pages, pages full of links, and short ones. */
const DOCUMENTATION: Record<string, string> = {
  "postgresql-doc-15": POSTGRES_DOCS,
  "sqlite3-doc": "/usr/share/doc/sqlite3",
  "gimp-help-en": "/usr/share/gimp/2.0/help/en",
};
const URLS_PER_SITEMAP = 400;

export type DocsSite = LocalSite & { name: string; pages: number };

/**
 * Serves the documentation that is installed, or DOCS_DIR alone, on the port given and those above it; on any, if it is 0.
 * Throws when there is none.
 */
export async function startDocsSites(firstPort: number): Promise<DocsSite[]> {
  const { DOCS_DIR } = process.env;
  const folders = Object.entries(DOCS_DIR ? { [DOCS_DIR]: DOCS_DIR } : DOCUMENTATION);
  const [here, missing] = [folders.filter(isHere), folders.filter((each) => !isHere(each))];
  const advice = `Not here: apt-get install ${missing.map(([name]) => name).join(" ")}, or set DOCS_DIR`;
  if (here.length === 0) throw new Error(advice);
  if (missing.length > 0) console.error(advice);
  return Promise.all(here.map(([name, folder], index) => startDocsSite(name, folder, firstPort && firstPort + index)));
}

const isHere = ([, folder]: [string, string]) => existsSync(folder);

/**
 * Serves every HTML page of a folder as a well-kept website does: with a robots.txt that names a sitemap index, an ETag on
 * each page, and 304 for whoever has that one.
 */
async function startDocsSite(name: string, folder: string, port: number): Promise<DocsSite> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  const pages = new Map(files.map((file) => [pathOf(file), pageOf(readFileSync(join(folder, file)))]));
  const paths = [...pages.keys()];
  let origin = "";
  const site = await startLocalSite((path) => pages.get(path) ?? mapOf(path, { paths, origin }), port);
  origin = new URL(site.url).origin;
  return { ...site, name, pages: pages.size };
}

const pathOf = (file: string) => (file === "index.html" ? "/" : `/${file}`);

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
