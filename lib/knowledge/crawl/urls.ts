import { AppError } from "@/lib/platform/errors";

const MAX_LENGTH = 2048;
const TRACKING =
  /^(utm_|mc_|pk_|mtm_|hsa_|_hs|gad_)|^(gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|igshid|ttclid|twclid|li_fat_id|_ga|_gl|ref_src)$/i;
const INDEX = /\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i;
const NOT_A_PAGE =
  /\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|wav|ogg|oga|ogv|webm|mov|avi|mkv|css|m?js|map|json|xml|rss|atom|csv|doc|xlsx?|pptx?|odt|ods|odp|epub|zip|gz|tgz|bz2|xz|7z|rar|tar|dmg|exe|msi|apk|iso|woff2?|ttf|otf|eot|ics|vcf)$/i;

/** One spelling for each page: `address` without fragment, tracking and index file; null if it is no web address. */
export function canonicalUrl(address: string, base?: string): string | null {
  const url = URL.parse(address.trim(), base);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  url.hash = "";
  // Only when there is something to take out: writing a query back changes how it is encoded.
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  url.pathname = url.pathname.replace(INDEX, "/");
  return url.href.length <= MAX_LENGTH ? url.href : null;
}

/** Whether a URL may hold a page, or a file that can be read, as far as its name tells. */
export const mayBePage = (url: string) => !NOT_A_PAGE.test(new URL(url).pathname);

/** Whether `url` is part of the site that begins at `siteUrl`: of the same origin, in its folder or below. */
export function isOnSite(url: string, siteUrl: string): boolean {
  const page = new URL(url);
  const site = new URL(siteUrl);
  const folder = folderOf(site.pathname);
  return page.origin === site.origin && `${page.pathname}/`.startsWith(folder);
}

/** `/shop/` for `/shop`, `/shop/` and `/shop/start.html`. */
function folderOf(path: string): string {
  const [last = ""] = path.split("/").slice(-1);
  const isFolder = last === "" || !last.includes(".");
  return isFolder ? `${path.replace(/\/$/, "")}/` : path.slice(0, path.length - last.length);
}

/** The address of a site as people type it, `example.com` too, in its one spelling. Throws with what to change. */
export function siteUrl(address: string): string {
  const typed = address.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(typed)?.[1]?.toLowerCase();
  if (scheme && scheme !== "http" && scheme !== "https") {
    throw new AppError("invalid", `Only http:// and https:// addresses can be read, not ${scheme}:`);
  }
  const url = canonicalUrl(scheme ? typed : `https://${typed}`);
  if (!url || !isHost(new URL(url).hostname)) {
    throw new AppError("invalid", `"${typed.slice(0, 100)}" is not a web address. Write it as https://example.com`);
  }
  return url;
}

const isHost = (name: string) => name === "localhost" || name.startsWith("[") || name.includes(".");
