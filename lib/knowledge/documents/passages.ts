import { createHash } from "node:crypto";
import { type Block, clean } from "@/lib/knowledge/extract/blocks";
import { extractFile } from "@/lib/knowledge/extract/file";
import { mediaTypeOf } from "@/lib/knowledge/extract/media-type";
import { splitIntoPassages } from "@/lib/knowledge/extract/passages";
import { passageVector } from "@/lib/knowledge/words/tokenize";
import { AppError } from "@/lib/platform/errors";
import type { Claimed, DocumentPage, DocumentPassage } from "./queue";
import { MAX_FILE_BYTES } from "./schema";

type Content = { blocks: Block[]; description: string; language: string | null; bytes: number };

/**
 * A document as put_page takes it: its page, which has no address on the web, and its passages. `file` holds the bytes
 * of a file. Throws `invalid` with what to do when nothing can be read from it.
 */
export async function passagesOf(
  document: Claimed,
  file: Buffer | null,
): Promise<{ page: DocumentPage; passages: DocumentPassage[] }> {
  const { id, kind, title } = document;
  const { blocks, description, language, bytes } = file ? await fileContent(title, file) : textContent(document);
  const passages = splitIntoPassages(title, blocks, language).map(({ headingPath, content }) => ({
    heading_path: headingPath,
    content,
    terms: passageVector(content, headingPath.join("\n")),
  }));
  if (passages.length === 0) throw new AppError("invalid", `${title} holds no text`);
  const hash = createHash("sha256").update(JSON.stringify([title, passages]));
  const page = { kind, url: `urn:uuid:${id}`, title, description, language, content_hash: hash.digest("hex"), bytes };
  return { page, passages };
}

async function fileContent(name: string, body: Buffer): Promise<Content> {
  if (body.length === 0) throw new AppError("invalid", "This file is empty");
  if (body.length > MAX_FILE_BYTES) throw new AppError("invalid", "This file is larger than 20 MB");
  const text = await extractFile({ body, mediaType: mediaTypeOf(name, body), name });
  return { ...text, bytes: body.length };
}

/** Each line is a block of its own; a question stands above the lines of its answer. */
function textContent({ kind, title, body }: Claimed): Content {
  const text = body ?? "";
  const headings = kind === "qa" ? [title] : [];
  const lines = text.split("\n").map(clean).filter(Boolean);
  const blocks = lines.map((line) => ({ text: line, isHeading: false, headings }));
  const question = { text: title, isHeading: true, headings };
  return {
    blocks: kind === "qa" ? [question, ...blocks] : blocks,
    description: "",
    language: null,
    bytes: Buffer.byteLength(text),
  };
}
