import { extractText, getDocumentProxy } from "unpdf";
import { AppError } from "@/lib/platform/errors";
import { type Block, clean } from "./blocks";
import type { PageText } from "./page";

/** The text of a PDF. Throws `invalid` when it is broken, encrypted, or holds pictures of text only. */
export async function extractPdf({ body, name }: { body: Buffer; name: string }): Promise<PageText> {
  const pages = await pagesOf(body).catch((cause) => {
    throw new AppError("invalid", `${name} is broken or locked with a password`, { cause });
  });
  const blocks = pages.flatMap(blocksOf);
  if (blocks.length === 0) {
    throw new AppError("invalid", `${name} holds pictures of text; only a PDF whose text can be selected can be read`);
  }
  return {
    title: "",
    description: "",
    language: null,
    blocks,
    links: [],
    canonical: null,
    isNoindex: false,
    problem: null,
  };
}

async function pagesOf(body: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(body)), { mergePages: false });
  return text;
}

function blocksOf(page: string): Block[] {
  const text = clean(page);
  return text ? [{ text, isHeading: false, headings: [] }] : [];
}
