/** `next` when it is a path on this very host, else the fallback: a link must not send a signed-in person elsewhere. */
export function safePath(next: string | null | undefined, fallback: string): string {
  if (!next?.startsWith("/") || hasControls(next)) return fallback;
  const here = "http://here.invalid";
  const url = URL.parse(next, here);
  return url?.origin === here ? url.pathname + url.search + url.hash : fallback;
}

// Browsers drop tabs and line breaks from an address, which turns "/\t/evil" into "//evil".
const hasControls = (text: string) => [...text].some((char) => char < " " || char === "\u007f");
