import { AppError } from "@/lib/platform/errors";
import { decodeText } from "./decode";
import { extractFile } from "./file";
import { MEDIA, mediaTypeOf } from "./media-type";
import { isTooDeep } from "./nesting";
import { extractPage, type PageText } from "./page";

/** What a server sent, `url` being where it came from after redirects; `isStart` where the site begins. */
export type Answer = { body: Buffer; contentType: string; url: string; isStart?: boolean; contentLanguage?: string };

/** Files are larger than pages for what they say. */
const MAX_PAGE_BYTES = 3_000_000;
const MAX_FILE_BYTES = 20_000_000;
const HTML = /^(?:text\/html|application\/xhtml\+xml)/i;
/** What servers call files that can be read here, or anything they have no name for. */
const FILE =
  /^(?:text\/(?:plain|(?:x-)?markdown)|application\/(?:pdf|x-pdf|octet-stream|binary|zip|x-zip-compressed|(?:force-)?download|vnd\.openxmlformats-officedocument\.wordprocessingml\.document))\b/i;

/** How many bytes an answer of this Content-Type may have. */
export const maxBytesOf = (contentType: string): number =>
  FILE.test(contentType) && !contentType.startsWith("text/plain") ? MAX_FILE_BYTES : MAX_PAGE_BYTES;

/**
 * The text of a page or file that came from the web, and which of both it is; null when it is neither. Throws `invalid`
 * as extractFile does.
 */
export async function extractAnswer(answer: Answer): Promise<{ kind: "page" | "file"; text: PageText } | null> {
  const mediaType = mediaTypeOfAnswer(answer);
  if (mediaType === MEDIA.html) {
    const html = decodeText(answer.body, answer.contentType);
    if (isTooDeep(html)) throw new AppError("invalid", `${answer.url} is nested too deeply to be read`);
    return { kind: "page", text: extractPage(html, answer.url, answer) };
  }
  if (mediaType === MEDIA.other) return null;
  return { kind: "file", text: await extractFile({ ...answer, mediaType, name: fileName(answer.url) }) };
}

/** The bytes decide; what a server calls a page is one unless they say otherwise. */
function mediaTypeOfAnswer({ body, contentType, url }: Answer): string {
  const isPage = contentType === "" || HTML.test(contentType);
  if (!isPage && !FILE.test(contentType)) return MEDIA.other;
  const mediaType = mediaTypeOf(fileName(url), body);
  const isFile = mediaType === MEDIA.pdf || mediaType === MEDIA.docx;
  if (isFile) return mediaType;
  if (isPage) return MEDIA.html;
  return /pdf|zip|wordprocessingml/i.test(contentType) ? MEDIA.other : mediaType;
}

function fileName(url: string): string {
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // A percent sign that stands for itself.
  }
}
