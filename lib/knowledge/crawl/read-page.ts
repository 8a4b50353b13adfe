import { createHash } from "node:crypto";
import { extractAnswer, maxBytesOf } from "@/lib/knowledge/extract/answer";
import type { PageText } from "@/lib/knowledge/extract/page";
import { type Passage, splitIntoPassages } from "@/lib/knowledge/extract/passages";
import type { Claimed, PageRow, PassageRow, UrlRecord } from "@/lib/knowledge/jobs/queue";
import { toldBy } from "@/lib/knowledge/words/likeness";
import { AppError } from "@/lib/platform/errors";
import { canonicalOfHeader, directivesOf } from "./directives";
import { type Fetched, guardedFetch } from "./fetch";
import { failed, gone, outcomeOf, success } from "./outcome";
import { retryAfterOf } from "./politeness";
import { ownLinks, type Reading } from "./reading";
import { Refusal } from "./refusal";
import { canonicalUrl, isOnSite } from "./urls";

/** Changes whenever the same page would give other passages or other words, so that every page is stored anew. */
const FORMAT = 6;

/** Reads one URL of a site: fetches it, takes out its text and links, and makes the passages to be stored. */
export async function readPage(claimed: Claimed, reading: Reading): Promise<UrlRecord> {
  const reason = reasonAgainst(claimed.url, reading);
  if (reason) return gone(null, reason);
  try {
    const fetched = await ask(claimed, reading);
    return await judge(fetched, claimed, reading);
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Why a URL is not even asked for, if so. */
function reasonAgainst(url: string, { siteUrl, robots, traps }: Reading): string | null {
  if (!isOnSite(url, siteUrl)) return `${url} is not part of the site at ${siteUrl}`;
  if (!robots.allows(url)) return `robots.txt of ${new URL(url).host} forbids reading ${url}`;
  return traps.reasonAgainst(url);
}

const isOurs = (url: string, { siteUrl, robots }: Reading) => isOnSite(url, siteUrl) && robots.allows(url);

async function ask({ url, page }: Claimed, reading: Reading): Promise<Fetched> {
  const mayFollow = (target: string) => isOurs(target, reading);
  try {
    const fetched = await guardedFetch(url, { mayFollow, maxBytes: maxBytesOf, headers: conditions(page) });
    reading.politeness.heard({ ...fetched, retryAfterMs: retryAfterOf(fetched.headers.get("retry-after")) });
    return fetched;
  } catch (error) {
    if (error instanceof Refusal && error.reason === "time") reading.politeness.heard(tooSlow);
    throw error;
  }
}

const tooSlow = { status: 0, latencyMs: 10_000 };

async function judge(fetched: Fetched, { url, page: known }: Claimed, reading: Reading): Promise<UrlRecord> {
  if (fetched.status === 304 && known) {
    return { ...success(304), page: rowOf(fetched, url, { contentHash: known.contentHash }) };
  }
  const refusal = refuse(fetched, url, reading);
  if (refusal) return refusal;
  const source = await read(fetched, url === reading.siteUrl);
  if (typeof source === "string") return gone(fetched.status, source);
  const { text } = source;
  const links = reading.traps.pass(ownLinks(text.links, reading.siteUrl, reading.robots));
  if (text.isNoindex) return { ...gone(fetched.status, `${url} asks robots not to use it (noindex)`), links };
  const { canonical } = text;
  if (canonical && isBetter(canonical, url, reading)) {
    return { ...gone(fetched.status, `The same page as ${canonical}`), links: [canonical, ...links] };
  }
  if (text.problem) return { ...gone(fetched.status, text.problem), links };
  return { ...store(fetched, source, { url, known, reading }), links };
}

/** Whether a page's canonical address is to be read in its stead. */
function isBetter(canonical: string, url: string, reading: Reading): boolean {
  // A site that names its first page on every page means nothing by it.
  if (canonical === url || canonical === reading.siteUrl || !isOurs(canonical, reading)) return false;
  return isShorter(canonical, url);
}

// Two pages that name each other must not both be left out.
const isShorter = (canonical: string, url: string) =>
  canonical.length < url.length || (canonical.length === url.length && canonical < url);

function conditions(known: Claimed["page"]): Record<string, string> {
  return {
    ...(known?.etag && { "if-none-match": known.etag }),
    ...(known?.lastModified && { "if-modified-since": known.lastModified }),
  };
}

/** Why an answer holds no page to store, if so. */
function refuse(fetched: Fetched, url: string, reading: Reading): UrlRecord | null {
  const { status, location, headers } = fetched;
  if (location) return gone(status, `${url} leads to ${location}, which is not part of the site or not to be read`);
  if (status === 404 || status === 410) return { ...failed(status, `${url} does not exist`), isGone: true };
  if (status !== 200) {
    return { ...failed(status, `${url} answers ${status}`), againInMs: retryAfterOf(headers.get("retry-after")) };
  }
  const final = canonicalUrl(fetched.url);
  if (final && final !== url && isOurs(final, reading)) {
    return { ...gone(status, `${url} leads to ${final}`), links: [final] };
  }
  return null;
}

type Source = NonNullable<Awaited<ReturnType<typeof extractAnswer>>>;

/** What an answer says, or why that can't be taken out of it. */
async function read(fetched: Fetched, isStart: boolean): Promise<Source | string> {
  const { body, headers, url } = fetched;
  const contentType = headers.get("content-type") ?? "";
  if (isBinary(body, contentType)) return `${url} is not a page of text, though its server says that it is`;
  try {
    const contentLanguage = headers.get("content-language") ?? "";
    const source = await extractAnswer({ body, url, contentType, contentLanguage, isStart });
    return source
      ? { ...source, text: withHeaders(source.text, fetched) }
      : `${url} is not a page of text but ${contentType}`;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Whether what is called text is none. Files that are known by their first bytes are looked at by those who read them. */
function isBinary(body: Buffer, contentType: string): boolean {
  if (/utf-?(?:16|32)/i.test(contentType) || /^(?:%PDF|PK|\xff\xfe|\xfe\xff)/.test(body.toString("latin1", 0, 4)))
    return false;
  return (contentType === "" || /^text\/|html/i.test(contentType)) && body.subarray(0, 1024).includes(0);
}

/** What the headers say of a page counts like what it says itself. */
function withHeaders(text: PageText, { headers, url }: Fetched): PageText {
  const { isNoindex, isNofollow } = directivesOf(headers.get("x-robots-tag") ?? "");
  return {
    ...text,
    links: isNofollow ? [] : text.links,
    canonical: text.canonical ?? canonicalOfHeader(headers.get("link"), url),
    isNoindex: isNoindex || text.isNoindex,
  };
}

type Kept = { url: string; known: Claimed["page"]; reading: Reading };

function store(fetched: Fetched, { kind, text }: Source, { url, known, reading }: Kept): UrlRecord {
  const passages = splitIntoPassages(text.title, text.blocks, text.language);
  if (passages.length === 0) return gone(fetched.status, `${url} has no text that can be read without JavaScript`);
  const page = rowOf(fetched, url, { contentHash: hashOf(text, passages), kind, text });
  if (known?.contentHash === page.content_hash) return { ...success(fetched.status), page };
  const told = toldBy(text, reading.siteId);
  return { ...success(fetched.status), page, passages: passages.map(rowOfPassage), told };
}

const hashOf = ({ title, description, language }: PageText, passages: Passage[]) =>
  createHash("sha256")
    .update(JSON.stringify([FORMAT, title, description, language, passages]))
    .digest("hex");

function rowOf(
  fetched: Fetched,
  url: string,
  { contentHash, kind = "page", text }: { contentHash: string; kind?: Source["kind"]; text?: PageText },
): PageRow {
  return {
    url,
    kind,
    title: text?.title.slice(0, 500) ?? "",
    description: text?.description.slice(0, 1000) ?? "",
    language: text?.language ?? null,
    http_status: fetched.status,
    content_hash: contentHash,
    etag: fetched.headers.get("etag"),
    last_modified: fetched.headers.get("last-modified"),
    bytes: fetched.body.length,
  };
}

const rowOfPassage = ({ headingPath, content }: Passage): PassageRow => ({ heading_path: headingPath, content });
