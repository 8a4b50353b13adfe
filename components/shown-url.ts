/** An address as a person reads it: its path in plain letters, or its host for the first page. */
export function shownPath(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  const path = url.pathname + url.search;
  if (path === "/") return url.host;
  try {
    return decodeURI(path);
  } catch {
    return path; // A lone percent sign.
  }
}
