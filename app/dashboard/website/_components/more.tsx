import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";

/** The ways back to the begin of a list and on to what follows; nothing where all of it is shown. */
export function More({ first, next }: { first?: Link | undefined; next?: Link | undefined }) {
  if (!first && !next) return null;
  return (
    <div className="flex justify-between gap-3 border-line border-t p-3">
      {first ? <ButtonLink href={first.href}>{first.text}</ButtonLink> : <span />}
      {next ? <ButtonLink href={next.href}>{next.text}</ButtonLink> : null}
    </div>
  );
}

type Link = { href: Route; text: string };
