import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import type { Excerpt, InboxEntry } from "@/lib/conversations/inbox/schema";

/** The words around what was searched, of either side, with what was searched marked. */
export async function FoundIn({ found }: { found: NonNullable<InboxEntry["found"]> }) {
  const t = await getTranslations("conversations");
  return (
    <span className="flex basis-full flex-col gap-0.5 text-muted text-sm">
      {found.excerpts.map((excerpt) => (
        <span key={excerpt.role} className="flex min-w-0 gap-2">
          <span className="shrink-0 basis-16">{t(excerpt.role === "user" ? "visitor" : "assistant")}</span>
          <span dir="auto" className="line-clamp-2 min-w-0 max-w-prose flex-1 text-ink">
            {piecesOf(excerpt).map(({ at, text, isFound }) =>
              isFound ? (
                <mark key={at} className="rounded-xs bg-warn-soft px-0.5 text-ink">
                  {text}
                </mark>
              ) : (
                <Fragment key={at}>{text}</Fragment>
              ),
            )}
          </span>
        </span>
      ))}
    </span>
  );
}

function piecesOf({ text, marks }: Excerpt) {
  const pieces: { at: number; text: string; isFound: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) pieces.push({ at, text: text.slice(at, from), isFound: false });
    pieces.push({ at: from, text: text.slice(from, to), isFound: true });
    at = to;
  }
  return [...pieces, { at, text: text.slice(at), isFound: false }];
}
