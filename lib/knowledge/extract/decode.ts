import { isUtf8 } from "node:buffer";

/** Where a page says what encoding it is in. */
const START = 4096;
const HEADER = /charset\s*=\s*["']?\s*([\w:.-]+)/i;
const META = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;
const XML = /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/i;
const LANG = /<html[^>]+lang\s*=\s*["']?([a-z]{2})/i;

/**
 * The text of bytes in the encoding that a byte order mark, the Content-Type, a meta element or an XML declaration
 * names; or that the bytes speak for, when nothing is named or what is named can't be true.
 */
export function decodeText(body: Buffer, contentType = ""): string {
  const start = body.subarray(0, START).toString("latin1");
  const mark = markOf(start);
  if (mark) return new TextDecoder(mark).decode(body);
  // Hardly any text in another encoding happens to be good UTF-8, whatever it is labelled.
  const isGoodUtf8 = isUtf8(body);
  const named = [HEADER.exec(contentType), META.exec(start), XML.exec(start)].map((found) => decoderOf(found?.[1]));
  const label = named.find((decoder) => decoder !== null) ?? null;
  if (isGoodUtf8 && !label?.encoding.startsWith("iso-2022")) return body.toString("utf8");
  const isPossible = label && label.encoding !== "utf-8";
  return isPossible ? label.decode(body) : guessed(body, LANG.exec(start)?.[1]?.toLowerCase());
}

function markOf(start: string): string | null {
  if (start.startsWith("\xef\xbb\xbf")) return "utf-8";
  if (start.startsWith("\xff\xfe")) return "utf-16le";
  if (start.startsWith("\xfe\xff")) return "utf-16be";
  if (/^(?:[\t\n\r -~]\0){4}/.test(start)) return "utf-16le";
  return /^(?:\0[\t\n\r -~]){4}/.test(start) ? "utf-16be" : null;
}

/** A label that could be read by a search for ASCII letters does not stand for UTF-16. */
function decoderOf(label: string | undefined): TextDecoder | null {
  try {
    const decoder = label ? new TextDecoder(label) : null;
    return decoder?.encoding.startsWith("utf-16") ? null : decoder;
  } catch {
    return null; // An encoding that nobody knows.
  }
}

const BY_LANGUAGE: Record<string, string[]> = {
  ja: ["shift_jis", "euc-jp"],
  zh: ["gb18030", "big5"],
  ko: ["euc-kr"],
  th: ["windows-874"],
  el: ["windows-1253"],
  tr: ["windows-1254"],
  he: ["windows-1255"],
  ar: ["windows-1256"],
  fa: ["windows-1256"],
  ...Object.fromEntries(["ru", "uk", "bg", "be", "sr", "mk"].map((language) => [language, ["windows-1251"]])),
  ...Object.fromEntries(["pl", "cs", "sk", "hu", "sl", "hr", "ro"].map((language) => [language, ["windows-1250"]])),
};
/** Encodings that give themselves away: what they are read as makes sense in one script only. */
const BY_SCRIPT: [string, RegExp][] = [
  ["shift_jis", /\p{sc=Hiragana}/gu],
  ["euc-jp", /\p{sc=Hiragana}/gu],
  ["euc-kr", /[이다의는에을를한고가하지]/gu],
  ["gb18030", /[的一是不了在人有我他这中大来上国]/gu],
  ["big5", /[的一是不了在人有我他這中大來上國]/gu],
];
const SAMPLE = 20_000;

/** Bytes that are not UTF-8 and don't say what they are, or lie. */
function guessed(body: Buffer, language: string | undefined): string {
  const sample = body.subarray(0, SAMPLE);
  const likely = (BY_LANGUAGE[language ?? ""] ?? []).find((encoding) => strayShare(sample, encoding) < 0.01);
  if (likely) return new TextDecoder(likely).decode(body);
  const high = sample.toString("latin1").match(/[\x80-\xff]/g)?.length ?? 0;
  const fits = BY_SCRIPT.map(([encoding, letters]) => {
    const text = new TextDecoder(encoding).decode(sample);
    return { encoding, hits: strayShare(sample, encoding) < 0.01 ? (text.match(letters)?.length ?? 0) : 0 };
  });
  const [best] = fits.sort((a, b) => b.hits - a.hits);
  if (best && best.hits * 20 > high) return new TextDecoder(best.encoding).decode(body);
  // A few broken bytes in UTF-8 are less of a loss than another encoding would be.
  if (strayShare(body, "utf-8") < 0.5) return body.toString("utf8");
  return new TextDecoder(isCyrillic(sample) ? "windows-1251" : "windows-1252").decode(body);
}

/** How many of the characters that are not ASCII make no sense in an encoding. */
function strayShare(body: Buffer, encoding: string): number {
  const text = new TextDecoder(encoding).decode(body);
  const strays = text.match(/\ufffd/g)?.length ?? 0;
  return strays / Math.max(text.match(/[^\0-\x7f]/g)?.length ?? 0, 1);
}

/** Whole words of high bytes: a Western text has only now and then a letter with an accent. */
function isCyrillic(sample: Buffer): boolean {
  const runs = sample.toString("latin1").match(/[\xc0-\xff]+/g) ?? [];
  return runs.join("").length > 3 * runs.length;
}
