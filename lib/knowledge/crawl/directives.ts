import { AGENT } from "./agent";
import { canonicalUrl } from "./urls";

export type Directives = { isNoindex: boolean; isNofollow: boolean };

/** What can stand before a colon without being the name of a robot. */
const WITH_VALUE = /^(?:max-snippet|max-image-preview|max-video-preview|unavailable_after)$/;

/**
 * What robots meta elements, or X-Robots-Tag headers, ask of us. Rules behind another robot's name (`otherbot: noindex`)
 * are its own, up to the next name. A page that is unavailable after a day that has passed is not to be used.
 */
export function directivesOf(rules: string, now = Date.now()): Directives {
  const words = ownRules(rules.toLowerCase());
  const until = /unavailable_after\s*:\s*([^,]*(?:,\s*\d[^,]*)?)/i.exec(rules)?.[1];
  const hasPassed = until !== undefined && Date.parse(until) < now;
  return {
    isNoindex: hasPassed || words.has("noindex") || words.has("none"),
    isNofollow: words.has("nofollow") || words.has("none"),
  };
}

function ownRules(rules: string): Set<string> {
  const own: string[] = [];
  let isOurs = true;
  for (const part of rules.split(",")) {
    const { name, rest } = partsOf(part);
    if (name !== undefined) isOurs = name === AGENT.toLowerCase() || name === "*";
    if (isOurs) own.push(...rest.split(/[\s;]+/));
  }
  return new Set(own);
}

function partsOf(part: string): { name?: string; rest: string } {
  const [, name = "", rest = ""] = /^\s*([\w*-]+)\s*:(.*)$/s.exec(part) ?? [];
  return name === "" || WITH_VALUE.test(name) ? { rest: part } : { name, rest };
}

/** The address that a `Link: <…>; rel="canonical"` header names. */
export function canonicalOfHeader(link: string | null, url: string): string | null {
  for (const [, target = "", parameters = ""] of (link ?? "").matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*(?:"[^"]*\bcanonical\b[^"]*"|canonical\b)/i.test(parameters)) return canonicalUrl(target, url);
  }
  return null;
}
