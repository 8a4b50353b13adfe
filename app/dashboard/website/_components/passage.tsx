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
              {depth > 0 ? <span aria-hidden>›</span> : null}
              {heading}
            </span>
          ))}
        </p>
      ) : null}
      {/* The direction is set around it, so that it begins where its text does. */}
      <div dir="auto">
        <p className="max-w-prose whitespace-pre-wrap break-words">
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
      </div>
    </>
  );
}
