/** Type ids of Postgres whose values PostgREST writes in its own way. */
export const TIMESTAMP = 1114;
export const TIMESTAMPTZ = 1184;
export const NUMERIC = 1700;

/** "2026-11-21 02:31:31.236+00", as Postgres prints it, in ISO 8601 as PostgREST does. */
export function isoTimestamp(text: string): string {
  if (!/^\d/.test(text)) return text; // Infinity has no ISO form.
  return text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
}

/** A JSON number, unless it is none ("NaN"). */
export function numberOrText(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
