"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { Input } from "@/components/ui/input";

const REST_MS = 250;

/** Narrows what the page lists to what is typed, which the address remembers as `name`; a list begins anew. */
export function SearchBox({ name, label }: { name: string; label: string }) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (typed: string) => {
    const next = new URLSearchParams(params);
    for (const place of ["after", "shown"]) next.delete(place);
    if (typed.trim()) next.set(name, typed.trim());
    else next.delete(name);
    startTransition(() => router.replace(`${path}?${next}` as Parameters<typeof router.replace>[0], { scroll: false }));
  };
  return (
    <search className="relative block min-w-0 flex-1" aria-busy={isPending || undefined}>
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        defaultValue={params.get(name) ?? ""}
        className="pl-9"
        maxLength={500}
        onChange={(event) => {
          const typed = event.target.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => show(typed), REST_MS);
        }}
      />
    </search>
  );
}
