"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { tv } from "tailwind-variants";
import { Dialog } from "@/components/ui/dialog";
import { isAt, places } from "./navigation";

const sideStyles = tv({
  base: "flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium transition-colors duration-150 [&_svg]:size-4",
  variants: { isHere: { true: "bg-line/70 text-ink", false: "text-muted hover:bg-line/50 hover:text-ink" } },
});

const barStyles = tv({
  base: "flex flex-1 flex-col items-center gap-1 rounded-md pt-2 pb-1.5 font-medium text-xs [&_svg]:size-5",
  variants: { isHere: { true: "text-accent-ink", false: "text-muted" } },
});

/** The menu at the side of a wide window. */
export function SideNav() {
  const t = useTranslations("dashboard.nav");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="flex flex-col gap-0.5">
      {places.map((place) => (
        <Link
          key={place.name}
          href={place.href}
          prefetch={false}
          aria-current={isAt(place, path) ? "page" : undefined}
          className={sideStyles({ isHere: isAt(place, path) })}
        >
          <place.icon aria-hidden strokeWidth={1.75} />
          {t(place.name)}
        </Link>
      ))}
    </nav>
  );
}

/** The menu at the bottom of a phone: four places, the others in a sheet. */
export function BottomNav() {
  const t = useTranslations("dashboard.nav");
  const path = usePathname();
  const [isOpen, setOpen] = useState(false);
  const rest = places.slice(4);
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 flex gap-1 border-line border-t bg-surface px-2 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.slice(0, 4).map((place) => (
        <Link
          key={place.name}
          href={place.href}
          prefetch={false}
          aria-current={isAt(place, path) ? "page" : undefined}
          className={barStyles({ isHere: isAt(place, path) })}
        >
          <place.icon aria-hidden strokeWidth={1.75} />
          {t(`${place.name}Short`)}
        </Link>
      ))}
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("more")}
        trigger={
          <button type="button" className={barStyles({ isHere: rest.some((place) => isAt(place, path)) })}>
            <Ellipsis aria-hidden strokeWidth={1.75} />
            {t("more")}
          </button>
        }
      >
        <div className="flex flex-col gap-1">
          {rest.map((place) => (
            <Link
              key={place.name}
              href={place.href}
              prefetch={false}
              onClick={() => setOpen(false)}
              className={sideStyles({ isHere: isAt(place, path), className: "h-11" })}
            >
              <place.icon aria-hidden strokeWidth={1.75} />
              {t(place.name)}
            </Link>
          ))}
        </div>
      </Dialog>
    </nav>
  );
}
