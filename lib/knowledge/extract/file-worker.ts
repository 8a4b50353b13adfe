import { parentPort, workerData } from "node:worker_threads";
import mammoth from "mammoth";
import { getDocumentProxy } from "unpdf";

// This file runs in a thread of its own, which is ended when it takes too long or too much. It imports packages only.

export type PdfItem = {
  str: string;
  x: number;
  y: number;
  width: number;
  size: number;
  font: string;
  dir: string;
  hasEOL: boolean;
  /** Written across the lines of the page. */
  isTurned: boolean;
};
export type PdfFile = { title: string; language: string; pages: PdfItem[][] };
export type Task = { kind: "pdf" | "docx"; body: Uint8Array; maxPages: number };
export type Outcome =
  | { pdf: PdfFile }
  | { html: string }
  | { failure: "broken" | "locked" | "long"; detail: string; pages?: number };

async function run({ kind, body, maxPages }: Task): Promise<Outcome> {
  try {
    return kind === "pdf" ? await readPdf(body, maxPages) : { html: await readDocx(body) };
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    return { failure: name === "PasswordException" ? "locked" : "broken", detail: String(error) };
  }
}

async function readDocx(body: Uint8Array): Promise<string> {
  // A picture is never looked at, so it is never unpacked.
  const convertImage = mammoth.images.imgElement(async () => ({ src: "" }));
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(body) }, { convertImage });
  return value;
}

async function readPdf(body: Uint8Array, maxPages: number): Promise<Outcome> {
  const pdf = await getDocumentProxy(new Uint8Array(body), { verbosity: 0, maxImageSize: 1 });
  if (pdf.numPages > maxPages) return { failure: "long", detail: "", pages: pdf.numPages };
  const pages: PdfFile["pages"] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const [vA = 1, vB = 0, vC = 0, vD = 1, vX = 0, vY = 0] = page.getViewport({ scale: 1 }).transform as number[];
    const read = items.flatMap((item) => {
      if (!("str" in item)) return [];
      const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
      // As the page is shown: it may be turned, and y grows upwards.
      const isTurned = Math.abs(vB * a + vD * b) > Math.abs(vA * a + vC * b);
      const place = { x: vA * x + vC * y + vX, y: -(vB * x + vD * y + vY) };
      const { str, width, height, dir, hasEOL, fontName } = item;
      return [{ str, ...place, width, size: height || Math.hypot(a, b), font: fontName, dir, hasEOL, isTurned }];
    });
    pages.push(read);
    page.cleanup();
  }
  const { info } = await pdf.getMetadata();
  const told = info as { Title?: unknown; Language?: unknown };
  return { pdf: { title: String(told.Title ?? ""), language: String(told.Language ?? ""), pages } };
}

parentPort?.postMessage(await run(workerData as Task));
