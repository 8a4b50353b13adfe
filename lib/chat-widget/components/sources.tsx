/** @jsxImportSource @/lib/chat-widget/view */
import type { Source } from "@/lib/chat-widget/contract";
import { fill } from "@/lib/chat-widget/i18n/words";
import type { Ui } from "./context";
import { Icon } from "./icon";
import { outside } from "./markdown";

/** What was given by hand has no address on the web: it is called by its title, and leads nowhere. */
export const linkTo = ({ url }: Source) => /^https?:\/\//i.test(url) && { href: url, ...outside };

type ChipProps = { n: number; source: Source | undefined; card: string; ui: Ui };

/** The number of a source in an answer, which opens a card with the quote. Before the source is known it is a number only. */
export function SourceChip({ n, source, card, ui }: ChipProps) {
  if (!source) return <span class="chip">{n}</span>;
  const isOpen = ui.view.open === card;
  const label = fill(ui.words.source, { n, title: source.title });
  return (
    <>
      <button
        type="button"
        class="chip"
        aria-expanded={isOpen}
        aria-label={label}
        onclick={() => ui.parts.open(isOpen ? "" : card)}
      >
        {n}
      </button>
      {isOpen && ui.parts.opened()?.Card({ source, label })}
    </>
  );
}

/** The pages that an answer rests on, under it. */
export function SourceList({ sources, ui }: { sources: Source[]; ui: Ui }) {
  return (
    <div class="sources">
      <p>{ui.words.sources}</p>
      <ol>
        {sources.map((source, i) => {
          const link = linkTo(source);
          return (
            <li>
              <a {...link}>
                <span class="chip" aria-hidden="true">
                  {i + 1}
                </span>
                <bdi>{source.title}</bdi>
                {link && <Icon name="out" />}
              </a>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
