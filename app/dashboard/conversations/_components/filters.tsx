"use client";

import { ListFilter } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { useTransition } from "react";
import { buttonStyles } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import "@/components/ui/style-nonce";

export type Choice = { value: string; text: string };
export type Choices = Record<"language" | "site" | "mood" | "channel", Choice[]>;

/** What the list is kept to. Each choice shows at once, and the address remembers it. */
export function Filters({ choices }: { choices: Choices }) {
  const t = useTranslations("conversations");
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    for (const place of ["after", "shown"]) next.delete(place);
    if (value) next.set(name, value);
    else next.delete(name);
    startTransition(() => router.replace(`${path}?${next}` as Parameters<typeof router.replace>[0], { scroll: false }));
  };
  const chosen = (name: string) => params.get(name) ?? "";
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonStyles({ size: "md", className: "h-9" })} aria-busy={isPending || undefined}>
        <ListFilter aria-hidden className="[[aria-busy]_&]:block" />{" "}
        <span className="max-sm:sr-only">{t("filter")}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t("filter")}
          className="z-50 grid w-80 max-w-[calc(100vw-24px)] animate-rise gap-4 rounded-lg border border-line bg-raised p-4 shadow-lg"
        >
          {(["language", "site", "mood", "channel"] as const)
            .filter((name) => choices[name].length > (name === "channel" ? 0 : 1))
            .map((name) => (
              <Field key={name} label={t(`by.${name}`)}>
                <Select value={chosen(name)} onChange={(event) => choose(name, event.target.value)}>
                  <option value="">{t(`any.${name}`)}</option>
                  {choices[name].map(({ value, text }) => (
                    <option key={value} value={value}>
                      {text}
                    </option>
                  ))}
                </Select>
              </Field>
            ))}
          <div className="grid grid-cols-2 gap-3">
            {(["from", "to"] as const).map((name) => (
              <Field key={name} label={t(`by.${name}`)}>
                <Input
                  type="date"
                  defaultValue={chosen(name)}
                  key={chosen(name)}
                  min={name === "to" ? chosen("from") : undefined}
                  onChange={(event) => choose(name, event.target.value)}
                />
              </Field>
            ))}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
