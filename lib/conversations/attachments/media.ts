import { MEDIA, mediaTypeOf } from "@/lib/knowledge/extract/media-type";
import { MAX_NAME } from "./schema";

/** What may be sent, with the endings that its names may have; the first is given to names without one. */
const endings: Record<string, readonly string[]> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "audio/webm": ["webm"],
  "audio/mp4": ["m4a", "mp4"],
  "audio/ogg": ["ogg", "oga"],
  [MEDIA.pdf]: ["pdf"],
  [MEDIA.docx]: ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  [MEDIA.text]: ["txt", "csv", "md"],
};

type Mark = [at: number, text: string];

const marks: readonly [mediaType: string, ...Mark[]][] = [
  ["image/png", [0, "\x89PNG\r\n\x1a\n"]],
  ["image/jpeg", [0, "\xff\xd8\xff"]],
  ["image/webp", [0, "RIFF"], [8, "WEBP"]],
  ["image/gif", [0, "GIF87a"]],
  ["image/gif", [0, "GIF89a"]],
  ["audio/webm", [0, "\x1a\x45\xdf\xa3"]],
  ["audio/mp4", [4, "ftyp"]],
  ["audio/ogg", [0, "OggS"]],
];

/** What browsers might run, in whatever wrapping. */
const ACTIVE = /^\s*(?:<\?xml|<!doctype|<!--|<svg|<script|%!PS)/i;

/** What a file is by its first bytes, whatever its name says; undefined where it may not be sent. */
export function sendableType(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 1024).toString("latin1");
  const known = marks.find(([, ...all]) => all.every(([at, text]) => start.startsWith(text, at)));
  if (known) return known[0];
  if (start.startsWith("PK\x03\x04") && bytes.includes("xl/workbook")) {
    return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  }
  const type = mediaTypeOf("", bytes);
  return type in endings && !ACTIVE.test(start.replace(/^\xef\xbb\xbf/, "")) ? type : undefined;
}

/** Whether a page may show it in place; everything else is only ever saved. */
export const isShown = (mediaType: string) => /^(?:image|audio)\//.test(mediaType);

/**
 * A name that is safe to show and to save under: without folders, control and direction characters, and with an ending
 * that fits what the file is, so that nothing is opened as something else.
 */
export function safeName(name: string, mediaType: string): string {
  const [ending = "bin", ...others] = endings[mediaType] ?? [];
  const plain = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, "")
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/^[\s.]+|[\s.]+$/g, "");
  const given = /\.([a-z0-9]+)$/i.exec(plain ?? "")?.[1]?.toLowerCase();
  const fits = given !== undefined && [ending, ...others].includes(given);
  const stem = [...((fits ? plain?.slice(0, -given.length - 1) : plain) || "file")].slice(0, 100).join("");
  return `${stem.slice(0, MAX_NAME - 6).toWellFormed()}.${fits ? given : ending}`;
}
