"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { Input } from "@/components/ui/input";
import { useAddress } from "./use-address";

const REST_MS = 250;

/** Narrows what the page lists to what is typed, which the address remembers as `name`; a list begins anew. */
export function SearchBox({ name, label }: { name: string; label: string }) {
  const { chosen, choose, isPending } = useAddress();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <search className="relative block min-w-0 flex-1" aria-busy={isPending || undefined}>
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        defaultValue={chosen(name)}
        className="pl-9"
        maxLength={500}
        onChange={(event) => {
          const typed = event.target.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => choose(name, typed.trim()), REST_MS);
        }}
      />
    </search>
  );
}
