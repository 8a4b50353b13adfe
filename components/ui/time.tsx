"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { relativeParts } from "./relative-time";

/** How long ago, with the exact moment on hover, in the reader's own zone. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const [now, setNow] = useState(() => Date.now());
  const format = useFormatter();
  const t = useTranslations("ui");
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  const parts = relativeParts(Date.parse(at), Math.max(now, Date.parse(at)));
  const text = parts
    ? parts.count === 0
      ? t("justNow")
      : new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" }).format(-parts.count, parts.unit)
    : format.dateTime(new Date(at), { day: "numeric", month: "short", year: "numeric", timeZone: zone() });
  const exact = new Date(at).toLocaleString("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: zone() });
  return (
    <time dateTime={at} title={exact} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
