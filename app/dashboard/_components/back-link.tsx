import { ArrowLeft } from "lucide-react";
import Link, { type LinkProps } from "next/link";
import type { ReactNode } from "react";

/** The way up, above the title of a page that lies below another. */
export function BackLink<R>({ children, ...link }: Pick<LinkProps<R>, "href" | "onClick"> & { children: ReactNode }) {
  return (
    <Link<R>
      {...link}
      prefetch={false}
      className="mb-3 inline-flex items-center gap-1.5 rounded-sm text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" /> {children}
    </Link>
  );
}
