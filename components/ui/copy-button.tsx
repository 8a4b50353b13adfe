"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";

/** Copies `text` and says so where the hand is. */
export function CopyButton({ text, label, look }: { text: string; label: string; look?: "primary" | "secondary" }) {
  const t = useTranslations("ui");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  return (
    <>
      <Button {...(look && { look })} aria-label={label} onClick={copy}>
        {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {state === "copied" ? t("copied") : state === "failed" ? t("copyFailed") : label}
      </Button>
      <span role="status" className="sr-only">
        {state === "copied" ? t("copied") : ""}
      </span>
    </>
  );
}
