import { AppError } from "@/lib/platform/errors";
import { type Block, clean } from "./blocks";
import { languageOf } from "./language";
import type { PageText } from "./page";
import { parseApart } from "./parse-apart";
import { paragraphsOf } from "./pdf-blocks";
import { type Line, linesOf } from "./pdf-lines";

const EDGE_LINES = 2;
/** What programs write where nobody gave a title. */
const NO_TITLE =
  /^(?:untitled|unbenannt|microsoft (?:word|powerpoint|excel)\b.*|document\d*|.*\.(?:docx?|pptx?|xlsx?|indd|pdf|tex|dvi))$/i;

/**
 * The text of a PDF: its paragraphs put together again, headings by the size of their letters, each line with its page.
 * Throws `invalid` when it is broken, locked, too long, or holds only pictures of text.
 */
export async function extractPdf({ body }: { body: Buffer }): Promise<PageText> {
  const parsed = await parseApart("pdf", body);
  if (!("pdf" in parsed)) throw new AppError("internal", "Something went wrong");
  const { title, language, pages } = parsed.pdf;
  const lines = withoutRepeats(pages.map((items, index) => linesOf(items, index + 1)));
  const blocks = paragraphsOf(lines);
  if (blocks.length === 0) {
    const why =
      "This PDF holds pictures of text; only text that can be selected can be read. Recognize its text (OCR) first";
    throw new AppError("invalid", why);
  }
  const declared = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(language) ? language : null;
  return {
    title: titleOf(clean(title), blocks),
    description: "",
    language: languageOf(declared, blocks),
    blocks,
    links: [],
    canonical: null,
    isNoindex: false,
    problem: null,
  };
}

const titleOf = (title: string, blocks: Block[]) =>
  title && !NO_TITLE.test(title) ? title : (blocks.find(({ isHeading, page }) => isHeading && page === 1)?.text ?? "");

/** Pages without the lines at their edges that most of them have; one that is more than a number stays once. */
function withoutRepeats(pages: Line[][]): Line[] {
  const edges = pages.map((lines) => new Set([...lines.slice(0, EDGE_LINES), ...lines.slice(-EDGE_LINES)]));
  const counts = new Map<string, number>();
  for (const edge of edges) {
    for (const text of new Set([...edge].map(shapeOf))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const enough = Math.max(2, Math.ceil(pages.length / 2));
  const seen = new Set<string>();
  return pages.flatMap((lines, index) =>
    lines.filter((line) => {
      const shape = shapeOf(line);
      if (!edges[index]?.has(line) || (counts.get(shape) ?? 0) < enough) return true;
      const isFirst = !seen.has(shape) && !shape.includes("#");
      seen.add(shape);
      return isFirst;
    }),
  );
}

const shapeOf = ({ text }: Line) => text.replace(/\d+/g, "#").toLowerCase();
