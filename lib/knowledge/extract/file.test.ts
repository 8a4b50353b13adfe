import { expect, test } from "vitest";
import { extractFile } from "./file";
import { mediaTypeOf } from "./media-type";
import { docxParagraph, sampleDocx, samplePdf, zip } from "./sample-files";

const read = (name: string, content: string | Buffer) => {
  const body = Buffer.from(content);
  return extractFile({ body, name, mediaType: mediaTypeOf(name, body) });
};
const linesOf = async (name: string, content: string | Buffer) =>
  (await read(name, content)).blocks.map(({ text }) => text);

test("BASE-008 a text file is its paragraphs", async () => {
  expect(await linesOf("hours.txt", "Opening hours\nnine to five\n\nClosed on Sunday")).toEqual([
    "Opening hours nine to five",
    "Closed on Sunday",
  ]);
});

test("BASE-008 Markdown is read as what it stands for, without its front matter", async () => {
  const page = await read("notes.md", "---\ntitle: x\n---\n# Rooms\n\nThe *river* room.\n\n- one\n- two\n");
  expect(page.title).toBe("Rooms");
  expect(page.blocks.map(({ text }) => text)).toEqual(["Rooms", "The river room.", "- one", "- two"]);
});

test.each([
  ["nothing.txt", "  \n ", "holds no text"],
  ["picture.pdf", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), "can't be read"],
  ["broken.pdf", "%PDF-1.7\nnothing", "broken"],
  ["broken.docx", "PK\x03\x04 word/document.xml", "broken"],
])("BASE-008 %s is refused with a sentence", async (name, content, reason) => {
  await expect(read(name, content)).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining(reason),
  });
});

test("BASE-008 a Word document keeps its headings, lists and tables", async () => {
  const cell = (text: string) => `<w:tc>${docxParagraph(text)}</w:tc>`;
  const table = `<w:tbl><w:tr>${cell("Soup")}${cell("5 €")}</w:tr><w:tr>${cell("Stew")}${cell("9 €")}</w:tr></w:tbl>`;
  const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`;
  const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`;
  const docx = sampleDocx(`${docxParagraph("Menu", "Heading1")}${docxParagraph("Every day.")}${table}`, {
    "word/styles.xml": styles,
    "word/_rels/document.xml.rels": relations,
  });
  const page = await read("menu.docx", docx);
  expect(page.title).toBe("Menu");
  expect(page.blocks.map(({ text, headings }) => [text, headings])).toEqual([
    ["Menu", ["Menu"]],
    ["Every day.", ["Menu"]],
    ["Soup | 5 €", ["Menu"]],
    ["Stew | 9 €", ["Menu"]],
  ]);
});

test("BASE-008 a Word document without headings is called by its file's name", async () => {
  expect((await read("House rules.docx", sampleDocx(docxParagraph("No smoking.")))).title).toBe("House rules");
});

test("BASE-008 an archive that grows beyond measure is refused before it is opened", async () => {
  const bomb = sampleDocx(docxParagraph("x"), { "word/media/bomb.xml": Buffer.alloc(80_000_000) });
  expect(bomb.length).toBeLessThan(200_000);
  await expect(read("bomb.docx", bomb)).rejects.toThrow("too large once it is unpacked");
});

test("BASE-008 what a file is decide its bytes, not its name", () => {
  const type = (name: string, content: string | Buffer) => mediaTypeOf(name, Buffer.from(content));
  expect(type("menu.txt", samplePdf([[]]))).toBe("application/pdf");
  expect(type("menu.pdf", "Soup 5 €")).toBe("text/plain");
  expect(type("menu.docx", zip({ "a.txt": "Soup" }))).toBe("application/octet-stream");
  expect(type("menu.txt", "<!doctype html><p>Soup")).toBe("text/html");
  expect(type("menu.txt", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]))).toBe(
    "application/octet-stream",
  );
  expect(type("menu.txt", Buffer.from("\ufeffSoup", "utf16le"))).toBe("text/plain");
});
