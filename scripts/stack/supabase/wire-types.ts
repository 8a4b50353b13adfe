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

const TEXT = 25;
const JSONB = 3802;
const JSONB_VERSION = Buffer.of(1);
/** PGlite counts the bytes of a string letter by letter, so what is longer than this goes to it as bytes. */
const LONG = 10_000;

/** How parameters are sent that may be long. PGlite's types know of strings only; its protocol takes bytes as well. */
export const parameterSerializers = {
  [TEXT]: (value: unknown): string => (String(value).length > LONG ? bytes(String(value)) : String(value)),
  [JSONB]: (value: unknown): string => {
    const json = typeof value === "string" ? value : JSON.stringify(value);
    return json.length > LONG ? bytes(json, JSONB_VERSION) : json;
  },
};

const bytes = (text: string, head?: Buffer) =>
  (head ? Buffer.concat([head, Buffer.from(text)]) : Buffer.from(text)) as never;
