"use client";

import { ListFilter } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { buttonStyles } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import "@/components/ui/style-nonce";
import { useAddress } from "./use-address";

export type Choice = { value: string; text: string };

/** The button that opens what a list can be kept to. Each choice shows at once, and the address remembers it. */
export function Filters({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonStyles({ size: "md", className: "h-9" })}>
        <ListFilter aria-hidden /> <span className="max-sm:sr-only">{label}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          className="z-50 grid w-80 max-w-[calc(100vw-24px)] animate-rise gap-4 rounded-lg border border-line bg-raised p-4 shadow-lg"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type OneOf = { name: string; label: string; any: string; choices: Choice[] };

/** One of some choices, or any. */
export function ChoiceFilter({ name, label, any, choices }: OneOf) {
  const { chosen, choose } = useAddress();
  return (
    <Field label={label}>
      <Select value={chosen(name)} onChange={(event) => choose(name, event.target.value)}>
        <option value="">{any}</option>
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** What is typed, once it is: with Enter, or when the box is left. */
export function TextFilter({ name, label, placeholder }: { name: string; label: string; placeholder: string }) {
  const { chosen, choose } = useAddress();
  const [typed, setTyped] = useState(chosen(name));
  const show = () => {
    if (typed.trim() !== chosen(name)) choose(name, typed.trim());
  };
  return (
    <Field label={label}>
      <Input
        value={typed}
        placeholder={placeholder}
        maxLength={500}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={show}
        onKeyDown={({ key }) => key === "Enter" && show()}
      />
    </Field>
  );
}

/** Whole days, `from` one and `to` another. */
export function DayFilters({ from, to }: { from: string; to: string }) {
  const { chosen, choose } = useAddress();
  const days = { from, to };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {(["from", "to"] as const).map((name) => (
        <Field key={name} label={days[name]}>
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
  );
}
