import { createHash } from "node:crypto";
import { extractAnswer, maxBytesOf } from "@/lib/knowledge/extract/answer";
import type { PageText } from "@/lib/knowledge/extract/page";
import { type Passage, splitIntoPassages } from "@/lib/knowledge/extract/passages";
import type { Claimed, PageRow, PassageRow, UrlRecord } from "@/lib/knowledge/jobs/queue";
import { passageVector } from "@/lib/knowledge/tokenize";
import { AppError } from "@/lib/platform/errors";
import { type Fetched, guardedFetch } from "./fetch";
import type { Robots } from "./robots-rules";
import { canonicalUrl, isOnSite, mayBePage } from "./urls";

/** Changes whenever the same page would give other passages, so that every page is stored anew. */
const FORMAT = 3;
const MAX_LINKS = 2_000;

export type Reading = { siteUrl: string; robots: Robots };

/** Reads one URL of a site: fetches it, takes out its text and links, and makes the passages to be stored. */
export async function readPage(claimed: Claimed, { siteUrl, robots }: Reading): Promise<UrlRecord> {
  const { url, page: known } = claimed;
  if (!isOnSite(url, siteUrl)) return gone(null, "It is not part of the site any more");
  if (!robots.allows(url)) return gone(null, `robots.txt of ${new URL(url).host} forbids reading ${url}`);
  const isOurs = (target: string) => isOnSite(target, siteUrl) && robots.allows(target);
  const fetched = await guardedFetch(url, { mayFollow: isOurs, maxBytes: maxBytesOf, headers: conditions(known) });
  if (fetched.status === 304 && known)
    return { ...seen(fetched), page: rowOf(fetched, url, { contentHash: known.contentHash }) };
  const refusal = refuse(fetched, url, isOurs);
  if (refusal) return refusal;
  const source = await read(fetched, url === siteUrl);
  if (typeof source === "string") return gone(fetched.status, source);
  const { text } = source;
  const links = ownLinks(text.links, siteUrl, robots);
  if (text.isNoindex) return { ...gone(fetched.status, `${url} asks robots not to use it (noindex)`), links };
  const canonical = text.canonical && text.canonical !== url && isOurs(text.canonical) ? text.canonical : null;
  if (canonical && isShorter(canonical, url) && canonical !== siteUrl) {
    return { ...gone(fetched.status, `The same page as ${canonical}`), links: [canonical, ...links] };
  }
  if (text.problem) return { ...gone(fetched.status, text.problem), links };
  return { ...store(fetched, url, source, known), links };
}

const none = { httpStatus: null, error: null, links: [], isGone: false } as const;
const seen = ({ status }: Fetched): UrlRecord => ({ ...none, status: "success", httpStatus: status, links: [] });

/** Not to be used; whatever was known of it leaves the search. */
const gone = (httpStatus: number | null, error: string): UrlRecord => ({
  status: "skipped",
  httpStatus,
  error,
  links: [],
  isGone: true,
});

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
function refuse(fetched: Fetched, url: string, isOurs: (url: string) => boolean): UrlRecord | null {
  const { status, location } = fetched;
  if (location) return gone(status, `${url} leads to ${location}, which is not part of the site or not to be read`);
  if (status === 404 || status === 410) return { ...gone(status, `${url} does not exist`), status: "failed" };
  if (status !== 200)
    return { ...none, links: [], status: "failed", httpStatus: status, error: `${url} answers ${status}` };
  const final = canonicalUrl(fetched.url);
  if (final && final !== url && isOurs(final)) return { ...gone(status, `${url} leads to ${final}`), links: [final] };
  return null;
}

type Source = NonNullable<Awaited<ReturnType<typeof extractAnswer>>>;

/** What an answer says, or why that can't be taken out of it. */
async function read({ body, headers, url }: Fetched, isStart: boolean): Promise<Source | string> {
  const contentType = headers.get("content-type") ?? "";
  try {
    const source = await extractAnswer({ body, url, contentType, isStart });
    if (!source) return `${url} is not a page of text but ${contentType}`;
    const isNoindex = source.text.isNoindex || /\b(noindex|none)\b/i.test(headers.get("x-robots-tag") ?? "");
    return { ...source, text: { ...source.text, isNoindex } };
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** The pages of the site among `links`, as many as one page may add. */
export const ownLinks = (links: string[], siteUrl: string, robots: Robots): string[] =>
  links.filter((link) => isOnSite(link, siteUrl) && mayBePage(link) && robots.allows(link)).slice(0, MAX_LINKS);

function store(fetched: Fetched, url: string, { kind, text }: Source, known: Claimed["page"]): UrlRecord {
  const passages = splitIntoPassages(text.title, text.blocks, text.language);
  if (passages.length === 0) return gone(fetched.status, `${url} has no text that can be read without JavaScript`);
  const page = rowOf(fetched, url, { contentHash: hashOf(text, passages), kind, text });
  if (known?.contentHash === page.content_hash) return { ...seen(fetched), page };
  return { ...seen(fetched), page, passages: passages.map(rowOfPassage) };
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

const rowOfPassage = ({ headingPath, content }: Passage): PassageRow => ({
  heading_path: headingPath,
  content,
  terms: passageVector(content, headingPath.join("\n")),
});
