"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";

/** What the page's address remembers by name, and how to change it: at once, and a list begins anew. */
export function useAddress() {
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
  return { chosen: (name: string) => params.get(name) ?? "", choose, isPending };
}
