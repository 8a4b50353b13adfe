export type Row = { id: string; text: string };

const ID = /\b([A-Z]+)-(\d+)(?:\.\.(?:\1-)?(\d+))?/g;

/** The ids that a title carries; `SESS-010..019` is all from the first to the last. */
export function idsIn(title: string): string[] {
  return [...title.matchAll(ID)].flatMap(([, group = "", first = "", last = first]) => {
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: Math.max(count, 0) }, (_, index) => {
      return `${group}-${String(Number(first) + index).padStart(first.length, "0")}`;
    });
  });
}

const TITLE = /(?:\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g;

/** A row of a table whose first words are ids, and the `%s` that puts them before the title. */
const ID_CELL = /^\s*\[\s*"((?:[A-Z]+-?\d+ ?)+)",/gm;
const TITLED_BY_CELL = /\)\(\s*(["'`])(%s (?:(?!\1).)*)\1/g;

/** What a bench says of itself: `proves: "…"`. */
const PROVES = /\bproves:\s*"([^"]*)"/g;

/** The titles in a test file or a bench that carry ids; those of `test.each(…)("…")` too, whose tables may hold the ids. */
export function titlesIn(source: string): string[] {
  const titles = [...source.matchAll(TITLE)].map(([, , title = ""]) => title);
  const templates = [...source.matchAll(TITLED_BY_CELL)];
  const cells = [...source.matchAll(ID_CELL)].flatMap(({ index, 1: ids = "" }) => {
    const template = templates.find((each) => each.index > index)?.[2];
    return template ? [template.replace("%s", ids)] : [];
  });
  const proofs = [...source.matchAll(PROVES)].map(([, proof = ""]) => proof);
  return [...titles, ...cells, ...proofs].filter((title) => idsIn(title).length > 0);
}

/** The rows of a document in Markdown whose tables begin with an id. */
export function rowsIn(markdown: string): Row[] {
  return markdown.split("\n").flatMap((line) => {
    const [, id, text] = /^\| *([A-Z]+-\d+) *\| *(.*?) *\|\s*$/.exec(line) ?? [];
    return id && text ? [{ id, text: text.split(/ *\| */).join(" · ") }] : [];
  });
}
