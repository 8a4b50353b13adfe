import type { ServerResponse } from "node:http";

/** So many that a busy machine, too, shows a reading of them before it ends. */
const PAGES = 500;
/** Too short to count as slow, which would hold for all that is on this host. */
const HOLD_MS = 600;
const open = new Set<string>();

/** Where a site begins whose pages are slow until `openGate`. Two of them say the same. */
export const gatedUrl = (siteUrl: string, name: string) => `${siteUrl}/gated/${name}/`;
export const gatedPages = PAGES + 1;

export const openGate = (url: string) => fetch(`${url}open`);

/** Answers below /gated/; false for what lies elsewhere. */
export function answerGated(path: string, response: ServerResponse): boolean {
  const [, name = "", page = ""] = /^\/gated\/([^/]+)\/(\d*|open)$/.exec(path) ?? [];
  if (!name) return false;
  if (page === "open") {
    open.add(name);
    response.end();
    return true;
  }
  const say = () => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html(page));
  if (page === "" || open.has(name)) say();
  else setTimeout(say, HOLD_MS);
  return true;
}

function html(page: string): string {
  const number = Number(page);
  const said = number === PAGES ? number - 1 : number; // The last says what the one before it says.
  const links = Array.from({ length: PAGES }, (_, index) => `<a href="${index + 1}">Hall ${index + 1}</a>`).join(" ");
  const text = page === "" ? `<p>All of our halls: ${links}</p>` : `<p>Hall ${said} seats ${said * 10} guests.</p>`;
  return `<!doctype html><html lang="en"><head><title>Hall ${said}</title></head><body><main><h1>Hall ${said}</h1>${text}</main></body></html>`;
}
