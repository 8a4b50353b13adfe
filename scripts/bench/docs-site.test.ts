import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { parseSitemap } from "@/lib/knowledge/crawl/sitemap";
import { startDocsSites } from "./docs-site";

const before = process.env.DOCS_DIR;
afterEach(() => {
  if (before === undefined) delete process.env.DOCS_DIR;
  else process.env.DOCS_DIR = before;
});

test("a folder is served with a sitemap index, and a page that is known costs no body", async () => {
  const folder = await mkdtemp(join(tmpdir(), "docs-"));
  process.env.DOCS_DIR = folder;
  await mkdir(join(folder, "garden"));
  for (const name of ["index.html", "roses.html", "garden/tools.html", "style.css"])
    await writeFile(join(folder, name), `<p>${name}</p>`);
  const [site] = await startDocsSites(0);
  if (!site) throw new Error("Nothing is served.");
  const ask = (path: string, headers = {}) => fetch(new URL(path, site.url), { headers });

  expect(site.pages).toBe(3);
  expect(await (await ask("/robots.txt")).text()).toContain(`Sitemap: ${site.url}sitemap.xml`);
  const index = parseSitemap(await (await ask("/sitemap.xml")).text());
  expect(index.sitemaps).toEqual([`${site.url}sitemap-0.xml`]);
  const { urls } = parseSitemap(await (await ask("/sitemap-0.xml")).text());
  expect(urls.toSorted()).toEqual([site.url, `${site.url}garden/tools.html`, `${site.url}roses.html`]);
  expect((await ask("/sitemap-1.xml")).status).toBe(404);

  const page = await ask("/roses.html");
  expect(await page.text()).toBe("<p>roses.html</p>");
  const again = await ask("/roses.html", { "if-none-match": page.headers.get("etag") ?? "" });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  await site.close();
  await rm(folder, { recursive: true });
});

test("a folder that isn't there is asked for with the package that brings it", async () => {
  process.env.DOCS_DIR = "/nowhere/at/all";
  await expect(startDocsSites(0)).rejects.toThrow("apt-get install /nowhere/at/all");
});
