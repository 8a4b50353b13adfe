const names = new Intl.DisplayNames("en", { type: "language" });

/** What a language is called, as far as that is known. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
