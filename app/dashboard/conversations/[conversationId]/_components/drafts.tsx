"use client";

import { useTranslations } from "next-intl";
import { useDesk } from "./desk";
import type { Draft } from "./use-outbox";

/** The end of the page is the one place where the composer covers nothing of the transcript. */
const showEnd = (drawn: HTMLElement | null) => {
  if (drawn) window.scrollTo({ top: document.documentElement.scrollHeight });
};

/** What the reader has written and the transcript does not hold yet. `known`: the clientMessageIds that it holds. */
export function Drafts({ known }: { known: (string | null)[] }) {
  const { drafts, name } = useDesk();
  return drafts
    .filter(({ key }) => !known.includes(key))
    .map((draft) => (
      <li key={draft.key} ref={showEnd} className="flex flex-col items-start gap-1.5">
        <span className="font-medium text-sm">{name}</span>
        <p
          dir="auto"
          className="max-w-[min(40rem,100%)] whitespace-pre-wrap break-words rounded-xl rounded-tl-sm border border-line bg-surface px-4 py-2.5 leading-6 shadow-sm"
        >
          {draft.content}
        </p>
        <State draft={draft} />
      </li>
    ));
}

function State({ draft: { key, content, failure } }: { draft: Draft }) {
  const t = useTranslations("handoff");
  const { send, drop } = useDesk();
  if (!failure) return <span className="text-muted text-xs">{t("sending")}</span>;
  return (
    <p ref={showEnd} role="alert" className="flex flex-wrap gap-x-3 text-bad text-sm">
      {t("notSent", { reason: failure })}
      <button type="button" onClick={() => send(content, key)} className="font-medium underline">
        {t("retry")}
      </button>
      <button type="button" onClick={() => drop(key)} className="text-muted underline">
        {t("discard")}
      </button>
    </p>
  );
}
