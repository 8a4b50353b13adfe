import { useTranslations } from "next-intl";
import { shownPath } from "@/components/shown-url";
import type { Message, Source } from "@/lib/conversations/schema";

type Said = Pick<Message, "id" | "content" | "sources">;

/** An answer with its sources as numbers in the text, and below them the quotes that they stand for. */
export function Answer({ message: { content, sources, id } }: { message: Said }) {
  const t = useTranslations("conversations");
  return (
    <div className="w-full max-w-[min(40rem,100%)]">
      <p
        dir="auto"
        className="whitespace-pre-wrap break-words rounded-xl rounded-tl-sm border border-line bg-surface px-4 py-2.5 leading-6 shadow-sm"
      >
        {pieces(content, sources.length).map(({ at, text, source }) =>
          source ? (
            <a
              key={at}
              href={`#${id}-${source}`}
              aria-label={t("source", { number: source })}
              className="mx-0.5 inline-grid min-w-4.5 place-items-center rounded-sm bg-accent-soft px-1 font-semibold text-accent-ink text-xs tabular-nums no-underline hover:underline"
            >
              {source}
            </a>
          ) : (
            text
          ),
        )}
      </p>
      {sources.length > 0 ? (
        <ol aria-label={t("sources")} className="mt-2 flex flex-col gap-1.5">
          {sources.map((source, index) => (
            <SourceCard
              key={`${source.url} ${source.quote}`}
              id={`${id}-${index + 1}`}
              number={index + 1}
              {...source}
            />
          ))}
        </ol>
      ) : null}
    </div>
  );
}

function SourceCard({ id, number, url, title, quote }: Source & { id: string; number: number }) {
  const isOnWeb = /^https?:/.test(url); // What was given by hand isn't.
  return (
    <li id={id} className="scroll-mt-6 rounded-md border border-line bg-sunken px-3 py-2 target:border-accent-ink">
      <a
        {...(isOnWeb && { href: url, target: "_blank", rel: "noreferrer" })}
        className="flex items-baseline gap-2 rounded-sm [&:any-link]:hover:underline"
      >
        <span className="grid min-w-4.5 shrink-0 place-items-center rounded-sm bg-accent-soft px-1 font-semibold text-accent-ink text-xs tabular-nums">
          {number}
        </span>
        <span className="truncate font-medium">{title || shownPath(url)}</span>
        {isOnWeb ? (
          <span className="min-w-0 flex-1 truncate text-muted text-sm max-sm:hidden">{shownPath(url)}</span>
        ) : null}
      </a>
      {quote ? (
        <blockquote dir="auto" className="mt-1 pl-[1.625rem] text-muted text-sm">
          “{quote}”
        </blockquote>
      ) : null}
    </li>
  );
}

/** The text cut at its citations; a number without a source stays text. */
function pieces(content: string, sourceCount: number) {
  let at = 0;
  return content.split(/(\[\d{1,2}\])/).map((text) => {
    const number = Number(/^\[(\d+)\]$/.exec(text)?.[1]);
    const piece = { at, text, source: number >= 1 && number <= sourceCount ? number : undefined };
    at += text.length;
    return piece;
  });
}
