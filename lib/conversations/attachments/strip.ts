/** A picture without what cameras add to it: where and when it was taken, and with what. Other files stay as they are. */
export function withoutMetadata(bytes: Buffer, mediaType: string): Buffer {
  if (mediaType === "image/jpeg") return cleanJpeg(bytes);
  if (mediaType === "image/png") return cleanPng(bytes);
  return mediaType === "image/webp" ? cleanWebp(bytes) : bytes;
}

const SCAN = 0xda;
const COMMENT = 0xfe;
const FIRST_APP = 0xe1; // E0 is JFIF; colours need E2 (a profile) and EE (Adobe's).
const isPersonal = (marker: number) =>
  marker === COMMENT || (marker >= FIRST_APP && marker <= 0xef && marker !== 0xe2 && marker !== 0xee);

function cleanJpeg(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === SCAN) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (!isPersonal(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

const PNG_PERSONAL = new Set(["eXIf", "tEXt", "zTXt", "iTXt", "tIME"]);

function cleanPng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (!PNG_PERSONAL.has(bytes.toString("latin1", at + 4, at + 8))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

const WEBP_FLAGS = 20;
const HAS_EXIF_OR_XMP = 0x08 | 0x04;

function cleanWebp(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const name = bytes.toString("latin1", at, at + 4);
    if (name !== "EXIF" && name !== "XMP ") kept.push(bytes.subarray(at, end));
    at = end;
  }
  const clean = Buffer.concat([bytes.subarray(0, 12), ...kept]);
  clean.writeUInt32LE(clean.length - 8, 4);
  if (clean.toString("latin1", 12, 16) === "VP8X") clean[WEBP_FLAGS] = (clean[WEBP_FLAGS] ?? 0) & ~HAS_EXIF_OR_XMP;
  return clean;
}
