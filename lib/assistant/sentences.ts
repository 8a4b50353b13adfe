/** A sentence of the model's text, its markers apart. `lead` is the white space before it, `cited` the ids it names. */
export type Sentence = { lead: string; text: string; cited: string[] };

const MARKER = /\s*(?:\[\s*(?:sources?\s*)?(\d+(?:\s*[,;]\s*\d+)*)\s*\](?!\()|【\s*(\d+)[^】]*】)/giu;
const MARKERS = "(?:\\s*(?:\\[[^\\]\\n]{1,40}\\](?!\\()|【[^】\\n]{1,40}】))*";
const CLOSERS = "[\"'”’»)\\]*_]*";
// A full stop ends a sentence only before white space and something that can begin one: "9.30" and "e.g. a" go on.
const SPACED_END = `[.!?…؟।]+${CLOSERS}${MARKERS}(?=\\s+[^\\s\\p{Ll}\\[【])`;
const UNSPACED_END = `[。！？｡]+[」』”’）)]*${MARKERS}(?=[^\\s\\[【。！？」』”’）)])`;
const LINE_END = "(?=\\n\\s*[^\\s\\[【])";
const END = new RegExp(`${SPACED_END}|${UNSPACED_END}|${LINE_END}`, "gu");
const LIST_MARKER = /^\s*(?:\p{N}{1,2}[.)]|[-*•])$/u;

/** Cuts a text that arrives in pieces into whole sentences, each with the citation markers that follow it. */
export async function* sentences(pieces: AsyncIterable<string>): AsyncGenerator<Sentence> {
  let buffer = "";
  for await (const piece of pieces) {
    buffer += piece;
    for (let cut = firstCut(buffer); cut > 0; cut = firstCut(buffer)) {
      yield sentence(buffer.slice(0, cut));
      buffer = buffer.slice(cut);
    }
  }
  if (buffer.trim()) yield sentence(buffer);
}

/** Where the first whole sentence of `buffer` ends, or 0 while it may go on. */
function firstCut(buffer: string): number {
  const start = buffer.search(/\S/u);
  if (start < 0) return 0;
  for (const end of buffer.matchAll(END)) {
    const cut = end.index + end[0].length;
    if (cut > start && !LIST_MARKER.test(buffer.slice(start, cut))) return cut;
  }
  return 0;
}

function sentence(raw: string): Sentence {
  const cited = [...raw.matchAll(MARKER)].flatMap(([, listed, single]) =>
    (listed ?? single ?? "").split(/\s*[,;]\s*/u),
  );
  const bare = raw.replace(MARKER, "");
  const lead = /^\s*/u.exec(bare)?.[0] ?? "";
  return { lead, text: bare.slice(lead.length).trimEnd(), cited: [...new Set(cited)] };
}

/** The sentences of a whole text, as they stand in it. */
export function sentencesOf(text: string): string[] {
  const found: string[] = [];
  let rest = text;
  for (let cut = firstCut(rest); cut > 0; cut = firstCut(rest)) {
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...found, rest].filter((part) => part.trim());
}
