export type Line = { question: string; url: string };

/**
 * Reads pasted lines, each a question and the address of its page, apart by a tab, a comma, a semicolon or blanks.
 * `wrong` are the numbers of the lines that aren't so, from 1.
 */
export function readLines(text: string): { lines: Line[]; wrong: number[] } {
  const lines: Line[] = [];
  const wrong: number[] = [];
  for (const [index, typed] of text.split(/\r?\n/).entries()) {
    if (typed.trim() === "") continue;
    const line = lineOf(typed.trim());
    if (line) lines.push(line);
    else wrong.push(index + 1);
  }
  return { lines, wrong };
}

function lineOf(typed: string): Line | undefined {
  const [, before = "", address = ""] = /^(.+?)[\s,;]+"?((?:https?:\/\/|urn:uuid:)[^\s"]+)"?$/i.exec(typed) ?? [];
  const question = unquoted(before.trim());
  return question && address ? { question, url: address } : undefined;
}

/** A table program puts quotes around text that holds a separator, and doubles those inside. */
const unquoted = (text: string) => (/^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text);
