/** The text of bytes in the encoding that their first bytes, their Content-Type or their meta element name. */
export function decodeText(body: Buffer, contentType = ""): string {
  const named = /charset\s*=\s*["']?([\w-]+)/i;
  const start = body.subarray(0, 2048).toString("latin1");
  const isUtf16 = /^(?:\xff\xfe|\xfe\xff)/.test(start);
  const mark = start.startsWith("\xef\xbb\xbf") ? "utf-8" : isUtf16 && (start[0] === "\xff" ? "utf-16le" : "utf-16be");
  const meta = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  return decode(body, mark || named.exec(contentType)?.[1] || meta || "utf-8");
}

function decode(body: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(body);
  } catch {
    return body.toString("utf8"); // An encoding that nobody knows.
  }
}
