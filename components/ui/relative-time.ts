const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Parts = { count: number; unit: "second" | "minute" | "hour" | "day" };

/** How long before `now` a moment was, in the largest unit that fits; null after a week, when a date says more. */
export function relativeParts(moment: number, now: number): Parts | null {
  const age = Math.max(0, now - moment);
  if (age < MINUTE) return { count: 0, unit: "second" };
  if (age < HOUR) return { count: Math.floor(age / MINUTE), unit: "minute" };
  if (age < DAY) return { count: Math.floor(age / HOUR), unit: "hour" };
  if (age < 7 * DAY) return { count: Math.floor(age / DAY), unit: "day" };
  return null;
}
