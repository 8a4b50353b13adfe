/** Whether a key matches a pattern of `*`, `?`, `[a-c]`, `[^a]` and `\` escapes, as KEYS, SCAN and PSUBSCRIBE read it. */
export function globMatcher(pattern: string): (text: string) => boolean {
  const tokens = pattern.match(/\\[\s\S]|\[\^?(?:\\[\s\S]|[^\]\\])*\]?|[\s\S]/g) ?? [];
  const source = tokens.map((token, index) => (isRepeatedStar(tokens, index) ? "" : toRegex(token))).join("");
  const regex = new RegExp(`^${source}$`);
  return (text) => regex.test(text);
}

const isRepeatedStar = (tokens: string[], index: number) => tokens[index] === "*" && tokens[index - 1] === "*";

function toRegex(token: string): string {
  if (token === "*") return "[\\s\\S]*";
  if (token === "?") return "[\\s\\S]";
  if (token.length > 1 && token.startsWith("[")) return toClass(token);
  return escaped(token.length > 1 ? token.slice(1) : token);
}

function toClass(token: string): string {
  const isNegated = token.startsWith("[^");
  const body = token.slice(isNegated ? 2 : 1).replace(/\]$/, "");
  const ordered = body.replace(/([^\\])-([^\\])/g, (range, from, to) => (from > to ? `${to}-${from}` : range));
  const members = ordered.replace(/\\([\s\S])|[[\]^]/g, (token, quoted) => literal(quoted ?? token));
  return isNegated ? `[^${members}]` : `[${members}]`;
}

const literal = (character: string) => (/[\\[\]^-]/.test(character) ? `\\${character}` : character);

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
