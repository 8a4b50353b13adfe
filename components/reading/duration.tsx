import { getTranslations } from "next-intl/server";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How long something took, in its two largest units. */
export async function Duration({ seconds }: { seconds: number }) {
  const t = await getTranslations("reading.duration");
  const whole = Math.round(seconds);
  if (seconds < 10) return t("seconds", { count: Math.round(seconds * 10) / 10 });
  if (whole < MINUTE) return t("seconds", { count: whole });
  if (whole < HOUR) return t("minutes", { minutes: Math.floor(whole / MINUTE), seconds: whole % MINUTE });
  return t("hours", { hours: Math.floor(whole / HOUR), minutes: Math.floor((whole % HOUR) / MINUTE) });
}
