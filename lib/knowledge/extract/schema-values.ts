/** Values of schema.org as people write them. */

const STOCK: Record<string, string> = {
  InStock: "in stock",
  InStoreOnly: "in store only",
  OnlineOnly: "online only",
  LimitedAvailability: "few left",
  OutOfStock: "out of stock",
  SoldOut: "sold out",
  PreOrder: "pre-order",
  PreSale: "pre-sale",
  BackOrder: "back order",
  Discontinued: "discontinued",
};

export const availability = (value: string): string => {
  const name = value.split("/").at(-1) ?? "";
  return STOCK[name] ?? name;
};

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "Monday–Friday 09:00–17:00", the days in the language of the page. */
export function openingHours(specifications: Record<string, unknown>[], language: string): string[] {
  return specifications.flatMap(({ dayOfWeek, opens, closes, validFrom, validThrough }) => {
    const days = [dayOfWeek].flat().map((day) => DAYS.indexOf(String(day).split("/").at(-1) ?? ""));
    const known = days.filter((day) => day >= 0).sort((a, b) => a - b);
    const [from, to] = [timeOf(opens), timeOf(closes)];
    const isClosed = from === to;
    const times = from && to ? (isClosed ? "–" : `${from}–${to}`) : from || to;
    const season = [validFrom, validThrough].filter(Boolean).map(String).join(" – ");
    const line = [spans(known, language), times, season && `(${season})`].filter(Boolean).join(" ");
    return times ? [line] : [];
  });
}

const timeOf = (value: unknown) => /\d{1,2}:\d{2}/.exec(String(value ?? ""))?.[0] ?? "";

/** Neighbouring days as a span. */
function spans(days: number[], language: string): string {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) => [...new Set([run[0] ?? 0, run.at(-1) ?? 0])].map((day) => dayName(day, language)).join("–"))
    .join(", ");
}

// 1 January 2024 was a Monday.
const dayName = (day: number, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + day));

/** When something begins and ends, by the clock of the place. */
export function dates(start: string, end: string, language: string): string {
  const first = dateOf(start, language);
  const last = dateOf(end, language);
  return [first, last !== first && last].filter(Boolean).join(" – ");
}

function dateOf(value: string, language: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(value);
  if (!found) return value;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const format = { dateStyle: "long", timeZone: "UTC", ...(found[4] && { timeStyle: "short" as const }) } as const;
  return new Intl.DateTimeFormat(language, format).format(Date.UTC(year, month - 1, day, hour, minute));
}

/** "PT1H30M" as hours and minutes. */
export function duration(value: string, language: string): string {
  const found = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?/.exec(value);
  if (!found) return value;
  const units = (["day", "hour", "minute"] as const).map((unit, index) => ({
    unit,
    count: Number(found[index + 1] ?? 0),
  }));
  return units
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(count),
    )
    .join(" ");
}
