import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";

/** One of the filters that hold; a click takes it away. */
export function FilterChip({ href, label, children }: { href: Route; label: string; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      aria-label={label}
      className="inline-flex h-6 min-w-0 items-center gap-1 rounded-full bg-accent-soft pr-1.5 pl-2.5 font-medium text-accent-ink hover:underline"
    >
      <span className="truncate">{children}</span> <X aria-hidden className="size-3.5 shrink-0" />
    </Link>
  );
}
