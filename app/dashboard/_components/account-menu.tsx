"use client";

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { signOut } from "@/app/(auth)/actions";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/components/ui/menu";
import { MyName } from "./my-name";

const themes = { system: Monitor, light: Sun, dark: Moon } as const;
type Theme = keyof typeof themes;

/** Who is signed in, how the page looks, and the way out. */
export function AccountMenu({ customer, email }: { customer: string; email: string }) {
  const t = useTranslations("dashboard.account");
  const [theme, setTheme] = useState<Theme>();
  const router = useRouter();
  const [isNaming, setNaming] = useState(false);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            onPointerDown={() => setTheme(chosenTheme())}
            onKeyDown={() => setTheme(chosenTheme())}
            className="flex min-w-0 items-center gap-2.5 rounded-md p-1.5 text-left transition-colors hover:bg-line/50 md:w-full"
          >
            <span
              aria-hidden
              className="grid size-7 shrink-0 place-items-center rounded-md bg-accent-soft font-semibold text-accent-ink text-sm uppercase"
            >
              {customer.slice(0, 1)}
            </span>
            <span className="sr-only">{t("label")} </span>
            <span className="min-w-0 flex-1 max-md:sr-only">
              <span className="block truncate font-medium">{customer}</span>
              <span className="block truncate text-muted text-xs">{email}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted max-md:hidden" />
          </button>
        }
      >
        <MenuLabel>{email}</MenuLabel>
        <MenuLine />
        {(Object.keys(themes) as Theme[]).map((name) => (
          <MenuItem key={name} icon={themes[name]} isChosen={theme === name} onSelect={() => chooseTheme(name)}>
            {t(`theme.${name}`)}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem icon={UserRound} onSelect={() => setNaming(true)}>
          {t("name")}
        </MenuItem>
        <MenuItem icon={LogOut} onSelect={() => void leave()}>
          {t("signOut")}
        </MenuItem>
      </Menu>
      <MyName isOpen={isNaming} onClose={() => setNaming(false)} business={customer} onSaved={router.refresh} />
    </>
  );
}

// Loads anew, so that nothing of this account stays in the page's memory.
async function leave() {
  await signOut();
  location.assign("/sign-in");
}

function chosenTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}

// public/theme.js reads the choice before the first paint.
function chooseTheme(theme: Theme) {
  if (theme === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
    return;
  }
  localStorage.setItem("theme", theme);
  document.documentElement.dataset.theme = theme;
}
