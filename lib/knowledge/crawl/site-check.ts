import "server-only";
import { extractPage, type PageText } from "@/lib/knowledge/extract/page";
import { AppError } from "@/lib/platform/errors";
import { guardedFetch, textOf } from "./fetch";
import { readRobots } from "./robots";
import { canonicalUrl } from "./urls";

const CHECK_MS = 10_000;

/**
 * Looks at the page where a site begins, and says where it really is: the address it redirects to when that is on
 * another host. Throws `invalid` with what to change when it can't be reached, forbids robots, or shows no text: none at
 * all, or none before its JavaScript has run.
 */
export async function checkReachable(address: string): Promise<string> {
  const [robots, page] = await Promise.all([
    readRobots(address, { isNew: true }),
    guardedFetch(address, { totalMs: CHECK_MS }),
  ]);
  if (page.status >= 400) {
    throw new AppError("invalid", `${address} answers ${page.status}. Enter an address that shows a page`);
  }
  if (!robots.allows(address)) {
    const where = new URL("/robots.txt", address).href;
    throw new AppError("invalid", `${where} forbids reading ${address}. Allow OmniopsBot there, then try again`);
  }
  const type = page.headers.get("content-type") ?? "text/html";
  if (/html/i.test(type)) requireText(address, extractPage(textOf(page), page.url));
  return whereItIs(address, page.url);
}

function requireText(address: string, { blocks, links, problem }: PageText): void {
  if (problem) throw new AppError("invalid", `${address} can't be read. ${problem}`);
  if (blocks.length === 0 && links.length === 0) throw new AppError("invalid", `${address} has no text to read`);
}

function whereItIs(address: string, final: string): string {
  const [typed, found] = [new URL(address), new URL(final)];
  if (typed.origin === found.origin) return address;
  return canonicalUrl(typed.pathname === "/" ? found.origin : final) ?? address;
}

/** Whether the page at `address` carries the widget's script with this site key. Throws when it can't be fetched. */
export async function hasWidget(address: string, siteKey: string): Promise<boolean> {
  const page = await guardedFetch(address, { totalMs: CHECK_MS });
  if (page.status >= 400) throw new AppError("invalid", `${address} answers ${page.status}`);
  const scripts = textOf(page).match(/<script\b[^>]*>/gi) ?? [];
  return scripts.some((tag) => tag.includes("/widget.js") && tag.includes(siteKey));
}
