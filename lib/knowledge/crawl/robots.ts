import { AppError } from "@/lib/platform/errors";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";
import { guardedFetch, textOf } from "./fetch";
import { Refusal } from "./refusal";
import { parseRobots, type Robots } from "./robots-rules";

/** As much of a file as RFC 9309 asks to be read; what comes after it doesn't count. */
const MAX_BYTES = 500 * 1024;
/** How long a copy is taken for the file; as long as its entry lives, it stands in for one that can't be shown. */
const FRESH_MS = 600_000;

type Copy = { text: string; readAt: number };

/** Where the copy of an origin's file is kept, for TTL_ROBOTS seconds. */
const keyOf = (address: string) => `robots:${new URL(address).origin}`;

/**
 * What robots.txt of a site's origin says. None at all allows everything. One that the server fails to show forbids
 * everything, and this throws with the reason, unless it could be read within the last day: then that copy counts.
 * `isNew` reads it even if it was read a moment ago.
 */
export async function readRobots(siteUrl: string, { isNew = false } = {}): Promise<Robots> {
  const address = new URL("/robots.txt", siteUrl).href;
  const copy = await findCopy(address);
  if (copy && !isNew && Date.now() - copy.readAt < FRESH_MS) return parseRobots(address, copy.text);
  try {
    const text = await fetchRobots(address);
    keepCopy(address, { text, readAt: Date.now() });
    return parseRobots(address, text);
  } catch (error) {
    if (!copy) throw error;
    return parseRobots(address, copy.text);
  }
}

async function fetchRobots(address: string): Promise<string> {
  const options = { accept: "text/plain,*/*;q=0.5", maxBytes: MAX_BYTES, mayCut: true };
  const file = await guardedFetch(address, options).catch((error: unknown) => {
    // RFC 9309 2.3.1.2: after five redirects the file counts as missing.
    if (error instanceof Refusal && error.reason === "redirects") return null;
    throw unreadable(address, (error as Error).message, error);
  });
  if (!file) return "";
  if (file.status >= 500 || file.status === 429) throw unreadable(address, `it answers ${file.status}`);
  if (file.status >= 300) return "";
  const text = textOf(file);
  // A rule that was cut in two would forbid or allow more than it says.
  return file.body.length < MAX_BYTES ? text : text.slice(0, Math.max(text.lastIndexOf("\n"), 0));
}

const unreadable = (address: string, why: string, cause?: unknown) =>
  new AppError("invalid", `${address} can't be read (${why}). Until it can, nothing of the site is read`, { cause });

async function findCopy(address: string): Promise<Copy | null> {
  return getRedisClientWithFallback()
    .get<Copy>(keyOf(address))
    .catch(() => null);
}

function keepCopy(address: string, copy: Copy): void {
  void getRedisClientWithFallback()
    .set(keyOf(address), copy, { ex: ttl("robots") })
    .catch(() => {});
}
