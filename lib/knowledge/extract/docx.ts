import { inflateRawSync } from "node:zlib";
import { AppError } from "@/lib/platform/errors";
import { parseApart } from "./parse-apart";

const MAX_UNPACKED_BYTES = 60_000_000;
const MAX_ENTRIES = 5_000;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

/** A Word document as HTML. Throws `invalid` when it is broken, or would grow beyond measure. */
export async function docxToHtml({ body }: { body: Buffer }): Promise<string> {
  assertBounded(body);
  const parsed = await parseApart("docx", body);
  if (!("html" in parsed)) throw new AppError("internal", "Something went wrong");
  return parsed.html;
}

/** Unpacks each part once, up to the size that all together may have: what an archive says of its sizes may be a lie. */
function assertBounded(zip: Buffer): void {
  let left = MAX_UNPACKED_BYTES;
  for (const { packed, isDeflated } of entriesOf(zip)) {
    left -= isDeflated ? unpackedLength(packed, left) : packed.length;
    if (left <= 0) throw tooLarge();
  }
}

const tooLarge = () =>
  new AppError("invalid", "This DOCX is too large once it is unpacked. Split it, then try once more");
const broken = () =>
  new AppError("invalid", "This DOCX is broken and can't be opened. Save it again, then try once more");

function unpackedLength(packed: Buffer, limit: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: limit }).length;
  } catch (error) {
    throw error instanceof RangeError ? tooLarge() : broken();
  }
}

function* entriesOf(zip: Buffer): Generator<{ packed: Buffer; isDeflated: boolean }> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END) throw broken();
  const count = zip.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw tooLarge();
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY) throw broken();
    const local = zip.readUInt32LE(at + 42);
    if (local + 30 > zip.length) throw broken();
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    yield {
      packed: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
      isDeflated: zip.readUInt16LE(at + 10) === 8,
    };
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
