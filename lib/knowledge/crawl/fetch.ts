import { Agent, fetch, type Response } from "undici";
import { decodeText } from "@/lib/knowledge/extract/decode";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { assertFetchable, guardedConnector } from "./guard";

const MAX_REDIRECTS = 5;
const TOTAL_MS = 20_000;
const HEADERS_MS = 10_000;
const MAX_BYTES = 3_000_000;

/** The name by which robots.txt can address us. */
export const AGENT = "OmniopsBot";

type Options = {
  accept?: string;
  /** How many bytes the body may have, also by its Content-Type. */
  maxBytes?: number | ((contentType: string) => number);
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
};
type Headers = Response["headers"];

let agent: Agent | undefined;

/**
 * Fetches from the public internet, on the lines of ./guard at every hop, within a time and a size (counted
 * after decompression). Throws an AppError with a sentence about what went wrong; any HTTP status is an answer.
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
  let url = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const attempt = () => ask(url, options, signal, hop === 0);
    // A server may close an idle connection just when it is used again.
    const response = await attempt().catch((error) => (wasClosed(error) ? attempt() : Promise.reject(error)));
    const location = redirectOf(response, url);
    const isAnswer = !location || (options.mayFollow && !options.mayFollow(location));
    if (isAnswer) return await answer(response, { url, location, maxBytes: sizeLimit(response, options) });
    await response.body?.cancel();
    url = location;
  }
  throw new AppError("invalid", `${address} redirects more than ${MAX_REDIRECTS} times`);
}

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

async function answer(
  response: Response,
  { url, location, maxBytes }: { url: string; location: string | null; maxBytes: number },
): Promise<Fetched> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body, so the rest is never received or unpacked.
    if (size > maxBytes) throw new AppError("invalid", `${url} is larger than ${megabytes(maxBytes)}`);
    chunks.push(chunk);
  }
  return { url, status: response.status, headers: response.headers, location, body: Buffer.concat(chunks) };
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
    return new AppError("invalid", `${host} took longer than ${totalMs / 1000} seconds to answer`, { cause: error });
  }
  const why = codes.map((name) => reasons[name]).find(Boolean) ?? "the connection failed";
  return new AppError("invalid", `${host} can't be reached: ${why}`, { cause: error });
}

const cause = (error: unknown) => (error instanceof Error ? error.cause : undefined);
const code = (error: Error & { code?: string }) => error.code ?? "";

const reasons: Record<string, string> = {
  ENOTFOUND: "there is no such host; check how its name is spelt",
  EAI_AGAIN: "its name can't be looked up right now",
  ECONNREFUSED: "it refuses connections",
  ECONNRESET: "it closed the connection",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  UND_ERR_CONNECT_TIMEOUT: "it doesn't answer",
  UND_ERR_HEADERS_TIMEOUT: "it doesn't answer in time",
  UND_ERR_BODY_TIMEOUT: "it stopped in the middle of its answer",
  UND_ERR_SOCKET: "it closed the connection",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};
