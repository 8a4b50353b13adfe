import { marked } from "marked";
import { AppError } from "@/lib/platform/errors";
import { decodeText } from "./decode";
import { docxToHtml } from "./docx";
import { MEDIA } from "./media-type";
import { extractPage, extractText, type PageText } from "./page";
import { extractPdf } from "./pdf";

/** A file with the media type that mediaTypeOf gives it. */
export type SourceFile = {
  body: Buffer;
  mediaType: string;
  name: string;
  /** As a server sent it, for the encoding it may name. */
  contentType?: string;
};

/**
 * Takes the text out of a PDF, DOCX, Markdown, HTML or plain text file. Throws `invalid` with a sentence for people when
 * the file is of another kind, broken, encrypted, or holds no text.
 */
export async function extractFile(file: SourceFile): Promise<PageText> {
  const read = readers[file.mediaType];
  if (!read) throw new AppError("invalid", `${file.name} can't be read. Use a PDF, DOCX, TXT, MD or HTML file`);
  const text = await read(file);
  if (text.blocks.length === 0) throw new AppError("invalid", `${file.name} holds no text`);
  return {
    ...text,
    title: text.title || bareName(file.name),
    links: [],
    canonical: null,
    isNoindex: false,
    problem: null,
  };
}

const readers: Record<string, (file: SourceFile) => PageText | Promise<PageText>> = {
  [MEDIA.pdf]: extractPdf,
  [MEDIA.docx]: async (file) => fromHtml(await docxToHtml(file)),
  [MEDIA.markdown]: async (file) => fromHtml(await marked.parse(withoutFrontMatter(textOf(file)))),
  [MEDIA.html]: (file) => fromHtml(textOf(file)),
  [MEDIA.text]: (file) => extractText(textOf(file), bareName(file.name)),
};

const textOf = ({ body, contentType }: SourceFile) => decodeText(body, contentType);

/** Without a heading to begin with, the file's name says more than its first words. */
function fromHtml(html: string): PageText {
  const page = extractPage(html, "about:blank");
  const [first] = page.blocks;
  return first && !first.isHeading && first.text.startsWith(page.title) ? { ...page, title: "" } : page;
}

const withoutFrontMatter = (text: string) => text.replace(/^\ufeff?---\r?\n[\s\S]*?\r?\n---\r?\n/, "");

const bareName = (name: string) => name.replace(/\.[a-z]{1,8}$/i, "");
