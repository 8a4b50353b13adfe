export type Span =
  | { type: "text" | "code"; text: string }
  | { type: "cite"; numbers: number[] }
  | { type: "strong" | "em"; spans: Span[] }
  | { type: "link"; href: string; text: string };

export type Block =
  | { type: "paragraph" | "heading"; spans: Span[] }
  | { type: "list"; start: number | null; items: Span[][] }
  | { type: "code"; text: string };

/** In this order: code, strong, em, citation, label and address of a link, bare address. */
const INLINE =
  /`([^`\n]+)`|\*\*(?=\S)(.+?)\*\*|(?<!\w)[*_](?=\S)([^*_\n]+?)[*_](?!\w)|\[(\d{1,2}(?:, ?\d{1,2})*)\](?!\()|\[([^[\]\n]+)\]\((https?:\/\/[^\s()]+)\)|(https?:\/\/[^\s<>()]*[^\s<>().,;:!?'"])/g;

function spanOf([, code, strong, em, cite, label, address, bare = ""]: RegExpExecArray): Span {
  if (code) return { type: "code", text: code };
  if (strong) return { type: "strong", spans: parseSpans(strong) };
  if (em) return { type: "em", spans: parseSpans(em) };
  if (cite) return { type: "cite", numbers: cite.split(",").map(Number) };
  return { type: "link", href: address ?? bare, text: label ?? bare.replace(/^https?:\/\//, "") };
}

/** The spans of one line. What is not understood stays text; only http and https become links. */
export function parseSpans(line: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  const addText = (until: number) => {
    if (until > end) spans.push({ type: "text", text: line.slice(end, until) });
  };
  for (const match of line.matchAll(INLINE)) {
    addText(match.index);
    end = match.index + match[0].length;
    spans.push(spanOf(match));
  }
  addText(line.length);
  return spans;
}

const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;

/** The blocks of a text in the subset of Markdown that answers use. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined; // The block that the next line may go on with.
  for (const line of text.split("\n")) {
    if (open?.type === "code") {
      if (/^\s*```/.test(line)) open = undefined;
      else open.text += (open.text && "\n") + line;
      continue;
    }
    const next = continued(open, line);
    if (next && next !== open) blocks.push(next);
    open = next;
  }
  return blocks;
}

function continued(open: Block | undefined, line: string): Block | undefined {
  if (/^\s*```/.test(line)) return { type: "code", text: "" };
  if (!line.trim()) return open?.type === "list" ? open : undefined;
  const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
  if (heading) return { type: "heading", spans: parseSpans(heading) };
  const item = ITEM.exec(line);
  if (item) return listWith(open, item[1], parseSpans(item[2] ?? ""));
  if (open?.type === "paragraph") open.spans.push({ type: "text", text: "\n" }, ...parseSpans(line.trim()));
  else if (open?.type === "list" && /^\s/.test(line))
    open.items.at(-1)?.push({ type: "text", text: "\n" }, ...parseSpans(line.trim()));
  else return { type: "paragraph", spans: parseSpans(line.trim()) };
  return open;
}

function listWith(open: Block | undefined, number: string | undefined, item: Span[]): Block {
  if (open?.type === "list" && (open.start === null) === (number === undefined)) {
    open.items.push(item);
    return open;
  }
  return { type: "list", start: number === undefined ? null : Number(number), items: [item] };
}

/** A text that is still being written, without the half of a mark at its end that would flash as characters. */
export function withoutHalfMarks(text: string): string {
  const whole = text.replace(/(?:\[[^\]\n]*(?:\]\([^)\s]*)?|`+|\*+|\n\s*(?:[-•#]|\d+\.?)\s*)$/, "");
  const line = whole.slice(whole.lastIndexOf("\n") + 1);
  return (line.match(/\*\*/g)?.length ?? 0) % 2 > 0 ? `${whole}**` : whole;
}
