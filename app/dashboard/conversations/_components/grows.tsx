"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

/** The end of a list that the address makes longer: when it comes near, more is shown. Without scripts it is a link. */
export function Grows({ href, children }: { href: Route; children: ReactNode }) {
  const router = useRouter();
  const end = useRef<HTMLDivElement>(null);
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        startTransition(() => router.replace(href, { scroll: false }));
      },
      { rootMargin: "400px" },
    );
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
  }, [href, router]);

  return (
    <div ref={end} aria-busy={isPending || undefined} className="border-line border-t">
      {isPending ? (
        <div className="flex h-12 items-center px-5">
          <Skeleton className="w-2/5" />
        </div>
      ) : (
        <div className="flex justify-center p-2">
          <ButtonLink look="quiet" replace scroll={false} href={href}>
            {children}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}
