import { expect, test } from "vitest";
import { withoutMetadata } from "./strip";

const SECRET = "GPS 48.137N 11.575E";
const text = (bytes: Buffer) => bytes.toString("latin1");

function segment(marker: number, body: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, Buffer.from(body, "latin1")]);
}

function pngChunk(name: string, body: string): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, Buffer.from(`${name}${body}CRC!`, "latin1")]);
}

function riffChunk(name: string, body: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), size, Buffer.from(body + (body.length % 2 ? "\0" : ""), "latin1")]);
}

test("HIST-087 a JPEG loses where it was taken, and keeps its picture and colours", () => {
  const scan = Buffer.from("\xff\xda\x00\x04ab the picture \xff\xd9", "latin1");
  const start = Buffer.from([0xff, 0xd8]);
  const kept = [segment(0xe0, "JFIF"), segment(0xe2, "ICC_PROFILE"), segment(0xdb, "tables")];
  const personal = [segment(0xe1, `Exif\0\0${SECRET}`), segment(0xed, SECRET), segment(0xfe, SECRET)];
  const photo = Buffer.concat([start, ...personal, ...kept, scan]);
  expect(withoutMetadata(photo, "image/jpeg").equals(Buffer.concat([start, ...kept, scan]))).toBe(true);
});

test("HIST-087 a PNG loses its texts and its camera's notes", () => {
  const start = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const kept = [pngChunk("IHDR", "size"), pngChunk("IDAT", "picture"), pngChunk("IEND", "")];
  const photo = Buffer.concat([
    start,
    ...kept.slice(0, 1),
    pngChunk("eXIf", SECRET),
    pngChunk("iTXt", SECRET),
    ...kept.slice(1),
  ]);
  expect(withoutMetadata(photo, "image/png").equals(Buffer.concat([start, ...kept]))).toBe(true);
});

test("HIST-087 a WebP loses its camera's notes, and says that it has none", () => {
  const chunks = [riffChunk("VP8X", "\x0c\0\0\0\0\0\0\0\0\0"), riffChunk("EXIF", SECRET), riffChunk("VP8 ", "picture")];
  const clean = withoutMetadata(
    Buffer.concat([riffChunk("RIFF", "").subarray(0, 8), Buffer.from("WEBP"), ...chunks]),
    "image/webp",
  );
  expect(text(clean)).not.toContain(SECRET);
  expect(text(clean)).toContain("picture");
  expect(clean.readUInt32LE(4)).toBe(clean.length - 8);
  expect(clean[20]).toBe(0);
});

test("a picture that breaks off, and every other file, stays what it is or becomes shorter, without an error", () => {
  for (const start of ["\xff\xd8", "\xff\xd8\xff\xe1", "\xff\xd8\xff\xe1\xff\xff x"]) {
    expect(withoutMetadata(Buffer.from(start, "latin1"), "image/jpeg").length).toBeLessThanOrEqual(start.length);
  }
  const note = Buffer.from(SECRET);
  expect(withoutMetadata(note, "text/plain")).toBe(note);
});
