import { ArrowLeft } from "lucide-react";
import Link, { type LinkProps } from "next/link";
import type { ReactNode } from "react";

/** The way up, above the title of a page that lies below another. */
export function BackLink<R>({ href, children }: Pick<LinkProps<R>, "href"> & { children: ReactNode }) {
  return (
    <Link<R>
      href={href}
      prefetch={false}
      className="mb-3 inline-flex items-center gap-1.5 rounded-sm text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" /> {children}
    </Link>
  );
}
