import { AppError } from "@/lib/platform/errors";

const MAX_LENGTH = 2048;
const TRACKING =
  /^(utm_|mc_|pk_|mtm_|matomo_|piwik_|hsa_|_hs|gad_|vero_|oly_)|^(gclid|gclsrc|dclid|gbraid|wbraid|srsltid|fbclid|msclkid|yclid|ysclid|igshid|igsh|ttclid|twclid|li_fat_id|epik|mkt_tok|wickedid|_openstat|_ga|_gl|_ke|ref_src)$/i;
const SESSION = /^(jsessionid|phpsessid|sessionid|session_id|oscsid|zenid|cfid|cftoken|aspsessionid\w*)$/i;
/** Names that other things go by as well: a session only with a value that nobody would type. */
const MAYBE_SESSION = /^(sid|session|sess)$/i;
const RANDOM = /^[\w-]{16,}$/;
/** More than a page's address can need, and enough to see that it has too many. */
const MAX_PARAMETERS = 25;
const INDEX = /\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i;
const NOT_A_PAGE =
  /\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|wav|ogg|oga|ogv|webm|mov|avi|mkv|css|m?js|map|json|xml|rss|atom|csv|doc|xlsx?|pptx?|odt|ods|odp|epub|zip|gz|tgz|bz2|xz|7z|rar|tar|dmg|exe|msi|apk|iso|woff2?|ttf|otf|eot|ics|vcf)$/i;

/**
 * One spelling for each page: `address` without fragment, tracking, session and index file, its parameters in order and
 * its escapes alike; null if it is no web address. Of parameters without number the first are kept.
 */
export function canonicalUrl(address: string, base?: string): string | null {
  const url = URL.parse(address.trim(), base);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  url.hash = "";
  url.search = parametersOf(url.search);
  url.pathname = oneSpelling(url.pathname.replace(/;jsessionid=[^/]*/i, "").replace(INDEX, "/"));
  return url.href.length <= MAX_LENGTH ? url.href : null;
}

/** A query without what doesn't tell pages apart. Taken as text: parsing it would change how it is encoded. */
function parametersOf(search: string): string {
  if (search.length < 2) return "";
  const parts = oneSpelling(search.slice(1)).split("&");
  const kept = parts.filter((part) => part && !isNoise(part)).slice(0, MAX_PARAMETERS);
  // Where each part names what it sets, their order says nothing; those of one name stay as they are.
  const isSafe = kept.every((part) => /^[\w.[\]-]+=/.test(part));
  return (isSafe ? kept.sort((a, b) => compare(nameOf(a), nameOf(b))) : kept).join("&");
}

function isNoise(part: string): boolean {
  const name = nameOf(part);
  if (MAYBE_SESSION.test(name)) return RANDOM.test(part.slice(name.length + 1));
  return TRACKING.test(name) || SESSION.test(name);
}

const nameOf = (part: string) => part.split("=", 1)[0] ?? "";
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** RFC 3986 6.2.2: what needs no escape has none, and the others are in capitals. */
function oneSpelling(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/%([\da-f]{2})/gi, (escape_, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : escape_.toUpperCase();
  });
}

/** Whether a URL may hold a page, or a file that can be read, as far as its name tells. */
export const mayBePage = (url: string) => !NOT_A_PAGE.test(partsOf(url).path);

/** Whether `url` is part of the site that begins at `siteUrl`: of the same origin, in its folder or below. */
export function isOnSite(url: string, siteUrl: string): boolean {
  const page = partsOf(url);
  const site = partsOf(siteUrl);
  return page.origin === site.origin && `${page.path}/`.startsWith(folderOf(site.path));
}

/** Taken apart as text, for this is asked of every link: of a URL as URL.href spells it. */
function partsOf(url: string): { origin: string; path: string } {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const end = url.search(/[?#]/);
  return { origin: url.slice(0, start), path: url.slice(start, end < 0 ? undefined : end) };
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
