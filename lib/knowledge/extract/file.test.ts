import { expect, test } from "vitest";
import { extractFile } from "./file";
import { mediaTypeOf } from "./media-type";

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
