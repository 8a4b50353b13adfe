import { isShown } from "./media";
import type { OpenedFile } from "./service";

/**
 * A file as a response that no browser takes for a page: pictures and sound are shown, the rest is saved. Answers for a
 * range, without which some browsers play no sound.
 */
export function fileResponse({ name, mediaType, body }: OpenedFile, request: Request): Response {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const headers = new Headers({
    "content-type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
    "content-disposition": `${isShown(mediaType) ? "inline" : "attachment"}; filename*=UTF-8''${encoded}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "private, max-age=300",
    "accept-ranges": "bytes",
  });
  const range = rangeOf(request.headers.get("range"), body.length);
  if (!range) return new Response(new Uint8Array(body), { headers });
  const [start, end] = range;
  headers.set("content-range", `bytes ${start}-${end}/${body.length}`);
  return new Response(new Uint8Array(body.subarray(start, end + 1)), { status: 206, headers });
}

/** The first and the last byte that are wanted; undefined for all of them. */
function rangeOf(header: string | null, size: number): [start: number, end: number] | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (!from && !to) return undefined;
  const start = from ? Number(from) : Math.max(0, size - Number(to));
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
  return start <= end ? [start, end] : undefined;
}
