"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { tv } from "tailwind-variants";
import { Dialog } from "@/components/ui/dialog";
import { groups, handy, isAt, type Place } from "./navigation";

const rowStyles = tv({
  base: "flex items-center gap-2.5 rounded-md px-2.5 font-medium transition-colors duration-150 [&_svg]:size-4",
  variants: {
    isHere: { true: "bg-line/70 text-ink", false: "text-muted hover:bg-line/50 hover:text-ink" },
    size: { small: "h-8", large: "h-11" },
  },
});

const barStyles = tv({
  base: "flex flex-1 flex-col items-center gap-1 rounded-md pt-2 pb-1.5 font-medium text-xs [&_svg]:size-5",
  variants: { isHere: { true: "text-accent-ink", false: "text-muted" } },
});

/** The menu at the side of a wide window. */
export function SideNav() {
  const t = useTranslations("dashboard.nav");
  return (
    <nav aria-label={t("label")} className="-mx-1 flex min-h-0 flex-col gap-5 overflow-y-auto p-1">
      {groups.map(({ name, places }) => (
        <Group key={name} name={name} places={places} size="small" />
      ))}
    </nav>
  );
}

/** The menu at the bottom of a phone: four places, the others in a sheet. */
export function BottomNav() {
  const t = useTranslations("dashboard.nav");
  const path = usePathname();
  const [isOpen, setOpen] = useState(false);
  const rest = groups.map(({ name, places }) => ({ name, places: places.filter(isNotHandy) }));
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 flex gap-1 border-line border-t bg-surface px-2 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {handy.map((place) => (
        <Link
          key={place.name}
          href={place.href}
          prefetch={false}
          aria-current={isAt(place, path) ? "page" : undefined}
          className={barStyles({ isHere: isAt(place, path) })}
        >
          <place.icon aria-hidden strokeWidth={1.75} />
          {t(place.name === "conversations" ? "inbox" : place.name)}
        </Link>
      ))}
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("more")}
        trigger={
          <button
            type="button"
            className={barStyles({ isHere: rest.some(({ places }) => places.some((place) => isAt(place, path))) })}
          >
            <Ellipsis aria-hidden strokeWidth={1.75} />
            {t("more")}
          </button>
        }
      >
        <div className="flex flex-col gap-4">
          {rest.map(({ name, places }) => (
            <Group key={name} name={name} places={places} size="large" onLeave={() => setOpen(false)} />
          ))}
        </div>
      </Dialog>
    </nav>
  );
}

const isNotHandy = ({ name }: Place) => !handy.some((place) => place.name === name);

type GroupProps = {
  name: (typeof groups)[number]["name"];
  places: readonly Place[];
  size: "small" | "large";
  onLeave?: () => void;
};

/** Pages of one subject under its name; those of every day need none. */
function Group({ name, places, size, onLeave }: GroupProps) {
  const t = useTranslations("dashboard.nav");
  const path = usePathname();
  const id = useId();
  return (
    <div>
      {name === "daily" ? null : (
        <p id={id} className="mb-1 px-2.5 font-medium text-faint text-xs">
          {t(name)}
        </p>
      )}
      <ul {...(name !== "daily" && { "aria-labelledby": id })} className="flex flex-col gap-0.5">
        {places.map((place) => (
          <li key={place.name}>
            <Link
              href={place.href}
              prefetch={false}
              {...(onLeave && { onClick: onLeave })}
              aria-current={isAt(place, path) ? "page" : undefined}
              className={rowStyles({ isHere: isAt(place, path), size })}
            >
              <place.icon aria-hidden strokeWidth={1.75} />
              {t(place.name)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
