import Link from "next/link";
import type { ComponentProps } from "react";

type Tab = { title: string; href: string; isHere: boolean };

/** Views of one page that the address remembers. */
export function LinkTabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="flex gap-5 overflow-x-auto border-line border-b px-5">
      {tabs.map(({ title, href, isHere }) => (
        <Link
          key={href}
          href={href as ComponentProps<typeof Link>["href"]}
          prefetch={false}
          scroll={false}
          aria-current={isHere ? "page" : undefined}
          className={`-mb-px flex h-10 items-center whitespace-nowrap border-b-2 font-medium tabular-nums transition-colors ${isHere ? "border-accent-ink text-ink" : "border-transparent text-muted hover:text-ink"}`}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
