/** `next` when it is a path on this very host, else the fallback: a link must not send a signed-in person elsewhere. */
export function safePath(next: string | null | undefined, fallback: string): string {
  if (!next?.startsWith("/") || hasControls(next)) return fallback;
  const here = "http://here.invalid";
  const url = URL.parse(next, here);
  // "/..//evil" is a path here, and another host once its dots are gone.
  if (url?.origin !== here || url.pathname.startsWith("//")) return fallback;
  return url.pathname + url.search + url.hash;
}

// Browsers drop tabs and line breaks from an address, which turns "/\t/evil" into "//evil".
const hasControls = (text: string) => [...text].some((char) => char < " " || char === "\u007f");
