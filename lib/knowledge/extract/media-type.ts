/** What a file is, as far as it can be read here; everything else is "application/octet-stream". */
export const MEDIA = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  markdown: "text/markdown",
  text: "text/plain",
  html: "text/html",
  other: "application/octet-stream",
} as const;

const HTML = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
const UTF16 = /^(?:\xff\xfe|\xfe\xff)/;
const ZIP = "PK\x03\x04";
const START = 1024;

/** The media type of a file by its first bytes; its name only tells Markdown from plain text. */
export function mediaTypeOf(name: string, body: Buffer): string {
  const start = body.subarray(0, START).toString("latin1");
  if (start.includes("%PDF-")) return MEDIA.pdf;
  if (start.startsWith(ZIP)) return body.includes("word/document") ? MEDIA.docx : MEDIA.other;
  if (!isText(start)) return MEDIA.other;
  if (HTML.test(start.replace(/^\xef\xbb\xbf/, ""))) return MEDIA.html;
  return /\.(?:md|markdown|mdx)$/i.test(name) ? MEDIA.markdown : MEDIA.text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: These are what text doesn't have.
const BINARY = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/;

const isText = (start: string) => UTF16.test(start) || !(BINARY.test(start) || start.startsWith("{\\rtf"));
