import { AGENT } from "./agent";

const LONGEST_DELAY_MS = 10_000;
const TOKEN = AGENT.toLowerCase();

/** What a site asks of robots. */
export type Robots = {
  allows: (url: string) => boolean;
  /** How long to wait between two requests; 0 where the site says nothing. */
  delayMs: number;
  sitemaps: string[];
};

type Rule = { isAllowed: boolean; length: number; pieces: string[]; isWhole: boolean };
type Group = { agents: string[]; rules: Rule[]; delayMs: number };

/** Reads robots.txt as RFC 9309 says; `address` is where it was asked for, and what its sitemaps are relative to. */
export function parseRobots(address: string, text: string): Robots {
  const { groups, sitemaps } = groupsOf(text);
  const ours = groups.filter(({ agents }) => agents.includes(TOKEN));
  const chosen = ours.length > 0 ? ours : groups.filter(({ agents }) => agents.includes("*"));
  const rules = chosen.flatMap((group) => group.rules).sort(byPrecedence);
  return {
    allows: (url) => isAllowed(rules, url),
    delayMs: Math.min(Math.max(0, ...chosen.map(({ delayMs }) => delayMs)), LONGEST_DELAY_MS),
    sitemaps: sitemaps.flatMap((sitemap) => URL.parse(sitemap, address)?.href ?? []),
  };
}

function isAllowed(rules: Rule[], url: string): boolean {
  if (rules.length === 0) return true;
  const path = comparable(pathOf(url)).replace(/[*$]/g, encoded);
  return rules.find((rule) => matches(rule, path))?.isAllowed ?? true;
}

/** Path and query of an absolute address, taken as text: this is asked of every link. */
function pathOf(url: string): string {
  const at = url.indexOf("/", url.indexOf("//") + 2);
  return at < 0 ? "/" : (url.slice(at).split("#", 1)[0] ?? "");
}

/** The longest first; of two of the same length the one that allows. */
const byPrecedence = (a: Rule, b: Rule) => b.length - a.length || Number(b.isAllowed) - Number(a.isAllowed);

function matches({ pieces, isWhole }: Rule, path: string): boolean {
  const [first = "", ...others] = pieces;
  if (!path.startsWith(first)) return false;
  const last = others.pop();
  if (last === undefined) return !isWhole || path.length === first.length;
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return isWhole ? path.length - last.length >= at && path.endsWith(last) : path.includes(last, at);
}

function groupsOf(text: string): { groups: Group[]; sitemaps: string[] } {
  const groups: Group[] = [];
  const sitemaps: string[] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [field, value] = recordOf(line);
    if (field === "sitemap") sitemaps.push(value);
    // Whatever else a line says, it must not come between a group's names or its rules.
    if (!GROUP_FIELDS.has(field)) continue;
    if (field === "user-agent") {
      if (!isNaming) groups.push({ agents: [], rules: [], delayMs: 0 });
      groups.at(-1)?.agents.push(tokenOf(value));
    } else {
      addTo(groups.at(-1), field, value);
    }
    isNaming = field === "user-agent";
  }
  return { groups, sitemaps };
}

const GROUP_FIELDS = new Set(["user-agent", "allow", "disallow", "crawl-delay"]);

function addTo(group: Group | undefined, field: string, value: string): void {
  if (!group || value === "") return;
  if (field === "crawl-delay") group.delayMs = Math.max(group.delayMs, (Number.parseFloat(value) || 0) * 1000);
  else group.rules.push(ruleOf(value, field === "allow"));
}

/** A line's field in its usual spelling, and its value. A colon may be missing where it is clear what is meant. */
function recordOf(line: string): [field: string, value: string] {
  const text = line.replace(/#.*/, "").trim();
  const [, name = "", value = ""] = /^([^:]*?)\s*:\s*(.*)$/.exec(text) ?? /^(\S+)\s+(\S+)$/.exec(text) ?? [];
  const field = name.toLowerCase();
  return [MISSPELT.find(([spelling]) => spelling.test(field))?.[1] ?? field, value];
}

const MISSPELT: [RegExp, string][] = [
  [/^user[ -]?agent$/, "user-agent"],
  [/^dis+al+ow$/, "disallow"],
  [/^crawl-?delay$/, "crawl-delay"],
  [/^site-?map$/, "sitemap"],
];

/** The product token that a group is for: `OmniopsBot/1.0 (x)` is for `omniopsbot`. */
const tokenOf = (value: string) =>
  /^\*(?:\s|$)/.test(value) ? "*" : (/^[a-z_-]+/i.exec(value)?.[0] ?? "").toLowerCase();

function ruleOf(pattern: string, isAllowed: boolean): Rule {
  const isWhole = pattern.endsWith("$");
  const text = comparable(isWhole ? pattern.slice(0, -1) : pattern).replace(/\$/g, encoded);
  return { isAllowed, length: comparable(pattern).length, pieces: text.split(/\*+/), isWhole };
}

/** One spelling for what means the same: only what must be is percent-encoded, in capitals. */
function comparable(path: string): string {
  const escaped = path.replace(/[^\w\-.~!#$&'()*+,/:;=?@[\]%]+/gu, encoded);
  return escaped.replace(/%([\da-f]{2})/gi, (escape_, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w\-.~]/.test(character) ? character : escape_.toUpperCase();
  });
}

const encoded = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
