import { Agent, fetch, type Response } from "undici";
import { decodeText } from "@/lib/knowledge/extract/decode";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { AGENT } from "./agent";
import { assertFetchable, guardedConnector } from "./guard";
import { Refusal } from "./refusal";

const MAX_REDIRECTS = 5;
const TOTAL_MS = 20_000;
const HEADERS_MS = 10_000;
const MAX_BYTES = 3_000_000;

type Options = {
  accept?: string;
  /** How many bytes the body may have, also by its Content-Type. */
  maxBytes?: number | ((contentType: string) => number);
  /** An answer that is too large is cut off; without this it is refused. */
  mayCut?: boolean;
  totalMs?: number;
  /** Sent with the first request only: what was seen before, so that an unchanged page costs no body. */
  headers?: Record<string, string>;
  /** Whether a redirect may be followed; if not, the redirect itself is the answer. All may be if left out. */
  mayFollow?: (url: string) => boolean;
};

export type Fetched = {
  /** Where the answer came from, after redirects. */
  url: string;
  status: number;
  headers: Headers;
  /** Where a redirect leads that was not followed. */
  location: string | null;
  body: Buffer;
  /** How long the server took to begin its answer. */
  latencyMs: number;
};
type Headers = Response["headers"];

let agent: Agent | undefined;

/**
 * Fetches from the public internet, on the lines of ./guard at every hop, within a time and a size (counted
 * after decompression). Any HTTP status is an answer. Throws an AppError with a sentence about what went wrong: a Refusal
 * where the answer is out of bounds.
 */
export async function guardedFetch(address: string, options: Options = {}): Promise<Fetched> {
  const totalMs = options.totalMs ?? TOTAL_MS;
  const signal = AbortSignal.timeout(totalMs);
  try {
    return await follow(address, options, signal);
  } catch (error) {
    throw explain(error, new URL(address).host, totalMs);
  }
}

async function follow(address: string, options: Options, signal: AbortSignal): Promise<Fetched> {
  const visited = new Set<string>();
  let setsCookies = false;
  let url = address;
  while (visited.size <= MAX_REDIRECTS) {
    if (visited.has(url)) throw new Refusal("redirects", `${address} leads back to itself${because(setsCookies)}`);
    visited.add(url);
    const started = performance.now();
    const attempt = () => ask(url, options, signal, url === address);
    // A server may close an idle connection just when it is used again.
    const response = await attempt().catch((error) => (wasClosed(error) ? attempt() : Promise.reject(error)));
    const latencyMs = performance.now() - started;
    const location = redirectOf(response, url);
    const isAnswer = !location || (options.mayFollow && !options.mayFollow(location));
    if (isAnswer) return { ...(await answer(response, url, options)), location, latencyMs };
    setsCookies ||= response.headers.has("set-cookie");
    await response.body?.cancel();
    url = location;
  }
  throw new Refusal("redirects", `${address} redirects more than ${MAX_REDIRECTS} times${because(setsCookies)}`);
}

const because = (setsCookies: boolean) => (setsCookies ? "; it may ask for cookies, which are not kept" : "");

function ask(url: string, { accept, headers }: Options, signal: AbortSignal, isFirst: boolean): Promise<Response> {
  const allowed = () => env().CRAWLER_ALLOWED_HOSTS;
  assertFetchable(new URL(url), allowed());
  agent ??= new Agent({ connect: guardedConnector(allowed), headersTimeout: HEADERS_MS, bodyTimeout: HEADERS_MS });
  return fetch(url, {
    dispatcher: agent,
    redirect: "manual",
    signal,
    headers: {
      "user-agent": `${AGENT}/1.0 (+${env().APP_URL}/bot)`,
      accept: accept ?? "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.5,*/*;q=0.1",
      ...(isFirst && headers),
    },
  });
}

function wasClosed(error: unknown): boolean {
  const reason = cause(error);
  return reason instanceof Error && ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"].includes(code(reason));
}

function redirectOf(response: Response, url: string): string | null {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || response.status === 304 || !location) return null;
  return URL.parse(location, url)?.href ?? null;
}

function sizeLimit({ headers }: Response, { maxBytes = MAX_BYTES }: Options): number {
  return typeof maxBytes === "number" ? maxBytes : maxBytes(headers.get("content-type") ?? "");
}

async function answer(response: Response, url: string, options: Options) {
  const maxBytes = sizeLimit(response, options);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size <= maxBytes) continue;
    // Leaving the loop cancels the body, so the rest is never received or unpacked.
    if (options.mayCut) break;
    throw new Refusal("size", `${url} is larger than ${megabytes(maxBytes)}`);
  }
  const body = Buffer.concat(chunks).subarray(0, maxBytes);
  return { url, status: response.status, headers: response.headers, body };
}

const megabytes = (bytes: number) => `${Math.round(bytes / 100_000) / 10} MB`;

/** The text of an answer in the encoding that its header, its first bytes or its meta element name. */
export const textOf = ({ body, headers }: Pick<Fetched, "body" | "headers">): string =>
  decodeText(body, headers.get("content-type") ?? "");

function explain(error: unknown, host: string, totalMs: number): unknown {
  const causes = [error, cause(error), cause(cause(error))];
  const known = causes.find((each) => each instanceof AppError);
  if (known) return known;
  const codes = causes.flatMap((each) => (each instanceof Error ? [code(each), each.name] : []));
  if (codes.includes("TimeoutError")) {
    return new Refusal("time", `${host} took longer than ${totalMs / 1000} seconds to answer`, { cause: error });
  }
  const bound = codes.map((name) => bounds[name]).find(Boolean);
  if (bound) return new Refusal(bound[0], `${host} ${bound[1]}`, { cause: error });
  if (codes.includes("HTTPParserError")) {
    return new AppError("invalid", `${host} sends answers that break the rules of HTTP`, { cause: error });
  }
  const why = codes.map((name) => reasons[name]).find(Boolean) ?? "the connection failed";
  return new AppError("invalid", `${host} can't be reached: ${why}`, { cause: error });
}

const cause = (error: unknown) => (error instanceof Error ? error.cause : undefined);
const code = (error: Error & { code?: string }) => error.code ?? "";

const bounds: Record<string, [Refusal["reason"], string]> = {
  UND_ERR_HEADERS_TIMEOUT: ["time", `took longer than ${HEADERS_MS / 1000} seconds to begin its answer`],
  UND_ERR_BODY_TIMEOUT: ["time", "stopped in the middle of its answer"],
  UND_ERR_HEADERS_OVERFLOW: ["size", "sends more headers than a page can need"],
  HPE_HEADER_OVERFLOW: ["size", "sends more headers than a page can need"],
};

const reasons: Record<string, string> = {
  ENOTFOUND: "there is no such host; check how its name is spelt",
  EAI_AGAIN: "its name can't be looked up right now",
  ECONNREFUSED: "it refuses connections",
  ECONNRESET: "it closed the connection",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  UND_ERR_CONNECT_TIMEOUT: "it doesn't answer",
  UND_ERR_SOCKET: "it closed the connection",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "its answer ended too early",
  Z_DATA_ERROR: "its answer is packed in a way that can't be unpacked",
  Z_BUF_ERROR: "its answer is packed in a way that can't be unpacked",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};
