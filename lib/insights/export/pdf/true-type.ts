import type { Font } from "fontkit";
import { encodeGlyph } from "./glyphs";

/**
 * The glyphs of a font that a document uses, as a TrueType file of their own. fontkit's own subset reads the glyphs of a
 * WOFF2 file where they aren't, and keeps a variable font at its thinnest.
 */
export class GlyphSubset {
  readonly #font: Font;
  readonly #ids = [0];
  readonly #places = new Map([[0, 0]]);

  constructor(font: Font) {
    this.#font = font;
  }

  /** The number that the glyph has in the subset. */
  includeGlyph(glyph: number | { id: number }): number {
    const id = typeof glyph === "number" ? glyph : glyph.id;
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    this.#places.set(id, this.#ids.length);
    return this.#ids.push(id) - 1;
  }

  encode(): Buffer {
    const glyphs = this.#ids.map((id) => this.#font.getGlyph(id));
    const outlines = glyphs.map(encodeGlyph);
    const metrics = glyphs.map(({ advanceWidth }, index) => {
      const outline = outlines[index];
      const bearing = outline?.length ? outline.readInt16BE(2) : 0; // The outline's left edge.
      return uint16(Math.round(advanceWidth), bearing & 0xffff);
    });
    let end = 0;
    const offsets = outlines.map(({ length }) => {
      end += length;
      return end;
    });
    return fontFile({
      glyf: Buffer.concat(outlines),
      head: head(this.#font.unitsPerEm),
      hhea: hhea(glyphs.length),
      hmtx: Buffer.concat(metrics),
      loca: uint32(0, ...offsets),
      maxp: maxp(glyphs.length),
    });
  }
}

// The layouts below are those of https://learn.microsoft.com/typography/opentype/spec; what PDF doesn't read is left 0.

function head(unitsPerEm: number): Buffer {
  const table = Buffer.alloc(54);
  table.writeUInt32BE(0x0001_0000, 0);
  table.writeUInt32BE(0x5f0f_3cf5, 12);
  table.writeUInt16BE(unitsPerEm, 18);
  table.writeInt16BE(2, 48); // Direction: as the glyphs are.
  table.writeInt16BE(1, 50); // `loca` has long offsets.
  return table;
}

function hhea(glyphs: number): Buffer {
  const table = Buffer.alloc(36);
  table.writeUInt32BE(0x0001_0000, 0);
  table.writeInt16BE(1, 18); // An upright caret.
  table.writeUInt16BE(glyphs, 34);
  return table;
}

function maxp(glyphs: number): Buffer {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x0001_0000, 0);
  table.writeUInt16BE(glyphs, 4);
  table.fill(0xff, 6, 10); // Points and contours: as many as there may be.
  table.writeUInt16BE(2, 14); // Zones.
  return table;
}

function fontFile(tables: Record<string, Buffer>): Buffer {
  const entries = Object.entries(tables);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const search = uint16(entries.length, power * 16, Math.log2(power), (entries.length - power) * 16);
  let offset = 12 + entries.length * 16;
  const directory: Buffer[] = [uint32(0x0001_0000), search];
  const bodies: Buffer[] = [];
  for (const [tag, table] of entries) {
    const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    directory.push(Buffer.from(tag, "latin1"), uint32(checksum(padded), offset, table.length));
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([...directory, ...bodies]);
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let offset = 0; offset < table.length; offset += 4) sum = (sum + table.readUInt32BE(offset)) >>> 0;
  return sum;
}

function uint16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}
