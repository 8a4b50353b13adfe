import { createServer, type ServerResponse } from "node:http";
import { close, listen } from "@/scripts/stack/listen";
import { answerGated } from "./gated";
import { sitePages } from "./pages";

/** A website on an origin of its own. `/visit?app=…&key=…` is a page of it that carries the snippet. */
export async function startSite() {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    if (!answerGated(url.pathname, response)) write(response, answerTo(url));
  });
  const url = (await listen(server, 0)).replace("127.0.0.1", "localhost"); // Another host than the app's too.
  return { url, close: () => close(server) };
}

/** The page of the site on which a visitor meets the widget of the site with this key, and may open sockets to `live`. */
export function visitUrl(siteUrl: string, appUrl: string, siteKey: string, live = ""): string {
  return `${siteUrl}/visit?${new URLSearchParams({ app: appUrl, key: siteKey, live })}`;
}

type Answer = { status?: number; type?: string; policy?: string; body: string };

function answerTo(url: URL): Answer {
  if (url.pathname === "/robots.txt") return { type: "text/plain", body: `Sitemap: ${url.origin}/sitemap.xml\n` };
  if (url.pathname === "/sitemap.xml") return { type: "application/xml", body: sitemap(url.origin) };
  if (url.pathname === "/visit") return visit(url.searchParams);
  const page = sitePages[url.pathname];
  return page ? { body: html(page) } : { status: 404, body: html({ title: "Not found", body: "" }) };
}

/** With the strict policy that a careful website has: only the app's files and `live`, nothing inline. */
function visit(query: URLSearchParams): Answer {
  const [app, key, live] = [query.get("app"), query.get("key"), query.get("live") ?? ""];
  const snippet = `<script src="${app}/widget.js" data-site="${key}" async></script>`;
  return {
    policy: `default-src 'none'; script-src ${app}; style-src ${app}; connect-src ${app} ${live}; img-src ${app}; media-src ${app}; font-src ${app}`,
    body: html({ title: "Visit us", body: `<p>Ask us anything.</p>${snippet}` }),
  };
}

function sitemap(origin: string): string {
  const urls = Object.keys(sitePages).map((path) => `<url><loc>${origin}${path}</loc></url>`);
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("")}</urlset>`;
}

function html({ title, body }: { title: string; body: string }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function write(response: ServerResponse, { status = 200, type = "text/html", policy, body }: Answer): void {
  if (policy) response.setHeader("content-security-policy", policy);
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
}
