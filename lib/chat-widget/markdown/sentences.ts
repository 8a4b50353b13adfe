/** The finished sentences at the start of a text that is still being written, as plain words; all of it when `isWhole`. */
export function sentences(text: string, locale: string, isWhole: boolean): string[] {
  const plain = text.replace(/\[\d[\d,\s]*\]|[*`_#]+/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  const found = [...new Intl.Segmenter(locale, { granularity: "sentence" }).segment(plain)].map(({ segment }) =>
    segment.trim(),
  );
  if (!isWhole) found.pop();
  return found.filter(Boolean);
}
