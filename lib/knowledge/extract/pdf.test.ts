import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { extractFile } from "./file";
import { parseApart } from "./parse-apart";
import { splitIntoPassages } from "./passages";
import { assemble, type PdfLine, samplePdf } from "./sample-files";

const read = (body: Buffer) => extractFile({ body, name: "rooms.pdf", mediaType: "application/pdf" });
const textsOf = async (pages: PdfLine[][]) => (await read(samplePdf(pages))).blocks.map(({ text }) => text);
/** Lines of running text below each other. */
const lines = (texts: string[], { x = 50, y = 700 } = {}) =>
  texts.map((text, index) => ({ text, x, y: y - index * 14 }));
const wide = "The river room seats forty guests at round tables beside the water and has a terrace";

test("BASE-008 the lines of a PDF become paragraphs, with words that were cut put together again", async () => {
  const pdf = [lines([`${wide} that is`, "open from spring to au-", "tumn.", "", "Dogs are welcome."].filter(Boolean))];
  expect(await textsOf(pdf)).toEqual([`${wide} that is open from spring to autumn.`, "Dogs are welcome."]);
});

test("BASE-008 text is read in the order in which it is seen, not that in which it was drawn", async () => {
  const drawn = lines(["First comes the soup.", "Then comes the stew.", "Last comes the cake."]).toReversed();
  expect(await textsOf([drawn])).toEqual(["First comes the soup. Then comes the stew. Last comes the cake."]);
});

test("BASE-008 columns are read one after the other, and what stands across both stays where it is", async () => {
  const column = (name: string, x: number) =>
    lines(
      Array.from({ length: 8 }, (_, index) => `${name} ${index} has a sentence here.`),
      { x },
    );
  const across: PdfLine = { text: `${wide} and all of this runs across the page from side to side.`, y: 740 };
  const texts = await textsOf([[...column("Left", 50), ...column("Right", 330), across]]);
  const text = texts.join(" ");
  expect(texts[0]).toContain("runs across");
  expect(text.indexOf("Left 7")).toBeLessThan(text.indexOf("Right 0"));
});

test("BASE-008 the rows of a table and the dots of a price list keep what belongs together on one line", async () => {
  const rows: PdfLine[] = [
    { text: "Soup", y: 700 },
    { text: "5.00", x: 300, y: 700 },
    { text: "Stew", y: 684 },
    { text: "9.00", x: 300, y: 684 },
    { text: "Cake ............ 4.00", y: 668 },
  ];
  expect(await textsOf([rows])).toEqual(["Soup | 5.00", "Stew | 9.00", "Cake | 4.00"]);
});

test("BASE-008 headings are known by their size or their font, and each passage by its page", async () => {
  const page = (name: string, y: number): PdfLine[] => [
    { text: name, y: y + 30, size: 20 },
    { text: "Opening hours", y: y + 16, bold: true },
    ...lines(
      Array.from({ length: 12 }, (_, index) => `${name} ${index}: ${wide}.`),
      { y },
    ),
  ];
  const { title, blocks, language } = await read(samplePdf([page("Rooms", 700), page("Prices", 700)]));
  expect([title, language]).toEqual(["Rooms", "en"]);
  expect(blocks[1]).toMatchObject({
    text: "Opening hours",
    isHeading: true,
    headings: ["Rooms", "Opening hours"],
    page: 1,
  });
  const passages = splitIntoPassages(title, blocks, language);
  expect(passages[0]?.headingPath).toEqual(["Rooms", "Page 1"]);
  expect(passages.at(-1)?.headingPath).toEqual(["Rooms", "Prices", "Page 2"]);
});

test("BASE-008 what most pages repeat at their edges is kept once, and page numbers not at all", async () => {
  const page = (number: number) => [
    { text: "The inn by the river", y: 770 },
    ...lines([
      `${wide} on floor ${"abc"[number - 1]}.`,
      "It is quiet there.",
      "Ask us for it.",
      `More of it: ${"xyz"[number - 1]}.`,
    ]),
    { text: `Page ${number} of 3`, y: 30 },
  ];
  const text = (await textsOf([page(1), page(2), page(3)])).join("\n");
  expect(text.match(/The inn by the river/g)).toHaveLength(1);
  expect(text).not.toContain("Page 1 of 3");
  expect(text.match(/on floor [abc]/g)).toHaveLength(3);
});

test("BASE-008 a title that its author gave is used, one that a program gave is not", async () => {
  const page = [lines(["Hello there, come in."])];
  expect((await read(samplePdf(page, { Title: "House rules" }))).title).toBe("House rules");
  expect((await read(samplePdf(page, { Title: "Microsoft Word - rules.doc" }))).title).toBe("rooms");
});

test("BASE-008 a PDF without text, or that is broken, locked or too long, is refused with what to do", async () => {
  await expect(read(samplePdf([[], []]))).rejects.toThrow("holds pictures of text");
  await expect(read(Buffer.from("%PDF-1.7\nnothing"))).rejects.toThrow("broken");
  await expect(read(locked())).rejects.toThrow("locked with a password");
  const long = assemble([
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${"3 0 R ".repeat(1001)}]/Count 1001>>`,
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
  ]);
  await expect(read(long)).rejects.toThrow("has 1001 pages");
});

/** One whose owner's and user's entries fit no password that is tried. */
function locked(): Buffer {
  const entry = `<${createHash("sha256").update("x").digest("hex")}>`;
  const encrypt = `<</Filter/Standard/V 2/R 3/Length 128/P -44/O ${entry}/U ${entry}>>`;
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>", encrypt];
  return assemble(objects, "/Encrypt 3 0 R/ID[<00><00>]");
}

test("BASE-008 a PDF that never ends costs no more than its time, and none of anybody else's", async () => {
  // Pages upon pages of text from a stream that unpacks to a thousand times its size.
  const packed = deflateSync(Buffer.from("BT /F1 9 Tf 0 0 Td (a) Tj ET ".repeat(1_500_000))).toString("latin1");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${"3 0 R ".repeat(500)}]/Count 500>>`,
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${packed.length}/Filter/FlateDecode>>stream\n${packed}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let ticks = 0;
  const clock = setInterval(() => ticks++, 20);
  await expect(parseApart("pdf", assemble(objects), 1500)).rejects.toMatchObject({ code: "invalid" });
  clearInterval(clock);
  expect(ticks).toBeGreaterThan(1);
});
