"use client";

import { ChevronDown, Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { tv } from "tailwind-variants";
import { useField } from "./field";

const inputStyles = tv({
  base: "w-full rounded-md border border-edge bg-surface px-3 text-ink shadow-sm transition-colors duration-150 hover:border-field aria-invalid:border-bad disabled:opacity-60 max-sm:text-lg",
  variants: { kind: { line: "h-9", text: "min-h-20 py-2 leading-5", select: "h-9 appearance-none pr-8" } },
  defaultVariants: { kind: "line" },
});

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...useField()} {...props} className={inputStyles({ className })} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea {...useField()} {...props} className={inputStyles({ kind: "text", className })} />;
}

export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className="relative block">
      <select {...useField()} {...props} className={inputStyles({ kind: "select", className })} />
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted" />
    </span>
  );
}

/** A password that can be looked at while it is typed. */
export function PasswordInput(props: ComponentProps<"input">) {
  const t = useTranslations("ui");
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input {...props} type={isShown ? "text" : "password"} className="pr-10" />
      <button
        type="button"
        aria-label={isShown ? t("hidePassword") : t("showPassword")}
        onClick={() => setShown(!isShown)}
        className="absolute top-0 right-0 grid size-9 place-items-center rounded-md text-muted hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}
