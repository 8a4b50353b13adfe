import robotsParser from "robots-parser";
import { AppError } from "@/lib/platform/errors";
import { AGENT, guardedFetch, textOf } from "./fetch";

const MAX_BYTES = 500_000;
const LONGEST_DELAY_MS = 10_000;

/** What a site asks of robots. */
export type Robots = {
  allows: (url: string) => boolean;
  /** How long to wait between two requests; 0 where the site says nothing. */
  delayMs: number;
  sitemaps: string[];
};

/**
 * Reads robots.txt of a site's origin. None at all allows everything; one that the server fails to show forbids
 * everything, and this throws, as it does when the site can't be reached.
 */
export async function readRobots(siteUrl: string): Promise<Robots> {
  const address = new URL("/robots.txt", siteUrl).href;
  const file = await guardedFetch(address, { accept: "text/plain", maxBytes: MAX_BYTES });
  if (file.status >= 500 || file.status === 429) {
    throw new AppError("invalid", `${address} answers ${file.status}; until it works again the site is not read`);
  }
  return parseRobots(address, file.status < 300 ? textOf(file) : "");
}

export function parseRobots(address: string, text: string): Robots {
  const robots = robotsParser(address, text);
  return {
    allows: (url) => robots.isAllowed(url, AGENT) !== false,
    delayMs: Math.min((robots.getCrawlDelay(AGENT) ?? 0) * 1000, LONGEST_DELAY_MS),
    sitemaps: robots.getSitemaps(),
  };
}
