import { ChevronRight } from "lucide-react";

export type Quote = { text: string; isFound: boolean }[];

/** A passage as the assistant quotes it, under the headings it stands below. */
export function Passage({ headingPath, quote }: { headingPath: string[]; quote: Quote }) {
  return (
    <>
      {headingPath.length > 0 ? (
        <p dir="auto" className="mb-1 flex flex-wrap items-center gap-1 text-muted text-sm">
          {headingPath.map((heading, depth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a heading may stand below one of the same words.
            <span key={depth} className="inline-flex items-center gap-1">
              {depth > 0 ? (
                // Around the icon, for what isn't HTML has no direction of its own.
                <span aria-hidden className="rtl:rotate-180">
                  <ChevronRight className="size-3" />
                </span>
              ) : null}
              {heading}
            </span>
          ))}
        </p>
      ) : null}
      <p dir="auto" className="max-w-prose whitespace-pre-wrap break-words rtl:ml-auto">
        {quote.map(({ text, isFound }, index) =>
          isFound ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
            <mark key={index} className="rounded-sm bg-accent-soft text-accent-ink">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </p>
    </>
  );
}
