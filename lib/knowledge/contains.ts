/** A pattern for `ilike` that finds what was typed anywhere, whatever signs it holds. */
export const contains = (typed: string) => `%${typed.replace(/[\\%_]/g, "\\$&")}%`;

/** The same for addresses, in which letters beyond ASCII are kept as percent signs and numbers. */
export const containsAddress = (typed: string) => contains(encodeURI(plain(typed.toWellFormed())));

function plain(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address; // A lone percent sign.
  }
}
