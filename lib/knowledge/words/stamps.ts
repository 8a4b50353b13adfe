/** Languages in which the names of months are known, in every form that Intl has for them. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "cs", "tr", "ru", "uk", "el", "ar", "he"];
const months = new Map(
  LANGUAGES.flatMap((language) => Array.from({ length: 12 }, (_, month) => namesOf(language, month)).flat()),
);

/** A month alone and beside a day, where many languages decline it. */
function namesOf(language: string, month: number): [string, number][] {
  const first = Date.UTC(2024, month, 1);
  const shapes = [{ month: "long" }, { month: "short" }, { month: "long", day: "numeric" }] as const;
  return shapes.map((shape) => {
    const parts = new Intl.DateTimeFormat(language, { ...shape, timeZone: "UTC" }).formatToParts(first);
    const name = parts.find(({ type }) => type === "month")?.value ?? "";
    return [name.toLowerCase().replace(/\.$/, ""), month];
  });
}

const TIME =
  "(?:t[\\d:.]+(?:z|[+-]\\d\\d:?\\d\\d)?|,?\\s(?:\\p{L}{1,3}\\s)?\\d{1,2}:\\d\\d(?::\\d\\d)?(?:\\s?[ap]m)?)?";
const spelling = (day: string) => new RegExp(`(?<![\\p{L}\\d])${day}(?!\\d)${TIME}`, "gu");

const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/;

/** `sign` is found fast, in whatever holds one; `latest` is the last moment that one may mean. */
type Spelling = { pattern: RegExp; sign: RegExp; latest: (parts: string[]) => number };

/** How days are written. */
const spellings: Spelling[] = [
  { sign: YEAR, pattern: spelling("(\\d{4})-(\\d\\d)-(\\d\\d)"), latest: ([y, m, d]) => dayOf(y, Number(m) - 1, d) },
  {
    sign: YEAR,
    pattern: spelling("(\\d{4})\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일]"),
    latest: ([y, m, d]) => dayOf(y, Number(m) - 1, d),
  },
  {
    sign: YEAR,
    pattern: spelling("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})"),
    latest: ([a, b, y]) => Math.max(dayOf(y, Number(b) - 1, a), dayOf(y, Number(a) - 1, b)),
  },
  {
    sign: YEAR,
    pattern: spelling("(\\d{1,2})(?:\\.|st|nd|rd|th|er)?\\s(?:de\\s)?(\\p{L}{3,12})\\.?,?\\s(?:de\\s)?(\\d{4})"),
    latest: ([d, name, y]) => dayOf(y, monthOf(name), d),
  },
  {
    sign: /\d(?:st|nd|rd|th)?,?\s(?:19|20)\d\d(?!\d)/,
    pattern: spelling("(\\p{L}{3,12})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})"),
    latest: ([name, d, y]) => dayOf(y, monthOf(name), d),
  },
];

const monthOf = (name = "") => months.get(name) ?? -1;

/** When a day begins, as far west as it may; far in the past where there is no such day. */
function dayOf(year = "", month = -1, day = ""): number {
  const isDay = month >= 0 && month < 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? Date.UTC(Number(year), month, Number(day)) : Number.NEGATIVE_INFINITY;
}

const COPYRIGHT = /(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d\s*[-–]\s*)?(?:19|20)\d\d/gu;
const COUNTED =
  "(?:page\\s?views?|views?|hits?|downloads?|likes?|comments?|clicks?|aufrufe?|kommentare?|vues?|commentaires?|vistas?|comentarios?|visualizzazioni|commenti|weergaven|просмотр\\p{L}*|комментари\\p{L}*|مشاهد\\p{L}*|次浏览|次阅读|回閲覧)";
const NUMBER = "\\d[\\d.,'\\u00a0\\u202f]*";
const COUNTERS = [
  new RegExp(`(?<![\\p{L}\\d.,])${NUMBER}\\s?${COUNTED}(?!\\p{L})`, "gu"),
  new RegExp(`(?<=(?<!\\p{L})${COUNTED}\\s?:\\s?)${NUMBER}`, "gu"),
  new RegExp(`(?<!\\p{L})(?:viewed|visited|read|seen|downloaded)\\s${NUMBER}\\stimes?(?!\\p{L})`, "gu"),
  new RegExp(`(?<!\\p{L})(?:visitor|besucher|visiteur)\\s?(?:number|no\\.?|nr\\.?|n°|#)?\\s?:?\\s?${NUMBER}$`, "gmu"),
  new RegExp(`^(?:visitors?|visits?|besucher|visiteurs|visitantes|visitatori|bezoekers)\\s?:\\s?${NUMBER}$`, "gmu"),
];
/**
 * Text in small letters without what changes by itself: days that are over (when something was written, changed or
 * printed) with the time beside them, the year of a copyright, and how often something was viewed, liked or commented. A
 * day that is still to come stays, for it may be what the page is about.
 */
export function withoutStamps(text: string, now: number): string {
  if (!/\d/.test(text)) return text;
  let left = text;
  if (YEAR.test(left)) {
    left = left.replace(COPYRIGHT, " ");
    for (const { pattern, latest, sign } of spellings) {
      if (!sign.test(left)) continue;
      left = left.replace(pattern, (written, ...parts) => {
        const at = latest(parts.slice(0, 3).map(String));
        return at <= now && at > Number.NEGATIVE_INFINITY ? " " : written;
      });
    }
  }
  return COUNTERS.reduce((rest, counter) => rest.replace(counter, " "), left);
}
