"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { suggestPages } from "@/app/dashboard/evaluation/actions";
import { callAction } from "@/components/call-action";
import { shownPath } from "@/components/shown-url";
import { Input } from "@/components/ui/input";

const REST_MS = 150;

type Page = { url: string; title: string };

/** An address of one of the business's pages: chosen among those that fit what is typed, or pasted. */
export function PagePicker({ value, onChange }: { value: string; onChange: (url: string) => void }) {
  const t = useTranslations("evaluation.picker");
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { pages, active, setActive, ask } = useSuggestions(value);
  const choose = (page: Page) => {
    onChange(page.url);
    setOpen(false);
  };
  const isShown = isOpen && pages.length > 0;

  return (
    <div className="relative">
      <Input
        role="combobox"
        autoComplete="off"
        dir="auto"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isShown && active >= 0 && { "aria-activedescendant": `${id}-${active}` })}
        placeholder={t("placeholder")}
        value={value}
        maxLength={2048}
        onFocus={() => {
          setOpen(true);
          ask(value, 0);
        }}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          ask(event.target.value);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          const page = pages[active];
          if (step && isShown) setActive((active + step + pages.length) % pages.length);
          else if (step) setOpen(true);
          else if (event.key === "Enter" && isShown && page) choose(page);
          else if (event.key === "Escape" && isShown) setOpen(false);
          else return;
          event.preventDefault();
        }}
      />
      <Options id={id} isShown={isShown} pages={pages} active={active} onChoose={choose} />
    </div>
  );
}

/** The pages that fit what is typed, and which of them is marked. */
function useSuggestions(value: string) {
  const [found, setFound] = useState<{ typed: string; pages: Page[] }>({ typed: "", pages: [] });
  const [active, setActive] = useState(-1);
  const asked = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, number: 0 });
  const ask = (typed: string, restMs = REST_MS) => {
    clearTimeout(asked.current.timer);
    setActive(-1);
    asked.current.timer = setTimeout(async () => {
      const number = ++asked.current.number;
      const answer = await callAction(suggestPages, { typed });
      if (number !== asked.current.number || !answer.ok) return; // Something else was typed meanwhile.
      setFound({ typed, pages: answer.data });
      setActive(-1);
    }, restMs);
  };
  // Until the answer is there, none of those before it that what was typed since has ruled out.
  const pages = found.typed === value ? found.pages : found.pages.filter((page) => fits(page, value));
  return { pages, active, setActive, ask };
}

const fits = ({ title, url }: Page, typed: string) =>
  [title, url].some((text) => text.toLowerCase().includes(typed.trim().toLowerCase()));

type OptionsProps = {
  id: string;
  isShown: boolean;
  pages: Page[];
  active: number;
  onChoose: (page: Page) => void;
};

function Options({ id, isShown, pages, active, onChoose }: OptionsProps) {
  const t = useTranslations("evaluation.picker");
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t("label")}
      hidden={!isShown}
      className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-lg"
    >
      {pages.map((page, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active one.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys.
        <div
          key={page.url}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(page)}
          className="cursor-default rounded-sm px-2 py-1.5 hover:bg-hover aria-selected:bg-hover"
        >
          <span dir="auto" className="block truncate">
            {page.title || shownPath(page.url)}
          </span>
          <span className="block truncate text-muted text-sm">{addressOf(page.url) || t("document")}</span>
        </div>
      ))}
    </div>
  );
}

const addressOf = (url: string) => (url.startsWith("urn:") ? "" : shownPath(url));
