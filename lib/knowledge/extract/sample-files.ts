import { crc32, deflateRawSync } from "node:zlib";

/** Files made for tests, byte by byte. */

export type PdfLine = { text: string; x?: number; y: number; size?: number; bold?: boolean };

/** A PDF with these lines on its pages; `y` counts from the bottom of a page of 600 by 800. */
export function samplePdf(pages: PdfLine[][], info: Record<string, string> = {}, extra = ""): Buffer {
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`).join(" ");
  const fonts = "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>";
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ...pages.flatMap((lines, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${6 + index * 2} 0 R${fonts}>>`,
      streamOf(lines.map(drawn).join("\n")),
    ]),
    `<<${Object.entries(info)
      .map(([key, value]) => `/${key}(${escaped(value)})`)
      .join("")}>>`,
  ];
  return assemble(objects, `/Info ${objects.length} 0 R${extra}`);
}

const drawn = ({ text, x = 50, y, size = 11, bold = false }: PdfLine) =>
  `BT /${bold ? "F2" : "F1"} ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`;
const escaped = (text: string) => text.replace(/[\\()]/g, "\\$&");
const streamOf = (content: string) =>
  `<</Length ${Buffer.byteLength(content, "latin1")}>>stream\n${content}\nendstream`;

/** A PDF of these objects, the first being its catalogue. */
export function assemble(objects: string[], trailer = ""): Buffer {
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R${trailer}>>\n`;
  return Buffer.from(`${file}${end}startxref\n${file.length}\n%%EOF`, "latin1");
}

/** A Word document whose body is this XML of paragraphs and tables. */
export function sampleDocx(body: string, more: Record<string, string | Buffer> = {}): Buffer {
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const types = "http://schemas.openxmlformats.org/package/2006/content-types";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
  const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  return zip({
    "[Content_Types].xml": `<Types xmlns="${types}"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${document}" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

export const docxParagraph = (text: string, style = "") =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;

/** A zip archive of these files. */
export function zip(files: Record<string, string | Buffer>): Buffer {
  let offset = 0;
  const entries = Object.entries(files).map(([name, content]) => {
    const entry = zipEntry(name, Buffer.from(content), offset);
    offset += entry.local.length;
    return entry;
  });
  const directory = Buffer.concat(entries.map(({ central }) => central));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...entries.map(({ local }) => local), directory, end]);
}

function zipEntry(name: string, content: Buffer, offset: number): { local: Buffer; central: Buffer } {
  const packed = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), packed]),
    central: Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, tail, Buffer.from(name)]),
  };
}
