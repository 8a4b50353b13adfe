"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useFailureText } from "@/components/call-action";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import { chatApi, type Failure, failureIn } from "@/lib/chat-api";
import type { ChatHistoryResponse, Exchange } from "@/lib/conversations/chat-history/schema";
import { highlight } from "./highlight";

type Result = { query: string; found?: ChatHistoryResponse; failure?: Failure };

/** The exchanges in which the words of the query were said. */
export function Found({ userId, query, onOpen }: { userId: string; query: string; onOpen: (id: string) => void }) {
  const t = useTranslations("ask");
  const failureText = useFailureText();
  const [result, setResult] = useState<Result>({ query: "" });

  useEffect(() => {
    let isCurrent = true;
    void find(userId, query).then((next) => isCurrent && setResult(next));
    return () => {
      isCurrent = false;
    };
  }, [userId, query]);

  if (result.failure) return <Notice tone="bad">{failureText(result.failure)}</Notice>;
  if (!result.found) return <Skeleton className="h-24" />;
  const { messages, total } = result.found;
  return (
    <section aria-label={t("results")} aria-busy={result.query !== query}>
      <p role="status" className="mb-3 text-muted text-sm">
        {messages.length < total ? t("foundNewest", { total, shown: messages.length }) : t("found", { total })}
      </p>
      {total === 0 ? (
        <EmptyState icon={SearchX} title={t("noneFoundTitle")}>
          {t("noneFoundText")}
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-2">
          {messages.map((exchange) => (
            <li key={exchange.id}>
              <Hit exchange={exchange} query={result.query} onOpen={() => onOpen(exchange.id)} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

async function find(userId: string, query: string): Promise<Result> {
  try {
    return { query, found: await chatApi.searchChatHistory(userId, query) };
  } catch (thrown) {
    return { query, failure: failureIn(thrown) };
  }
}

function Hit({ exchange, query, onOpen }: { exchange: Exchange; query: string; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex w-full flex-col gap-1 rounded-lg border border-line bg-surface px-4 py-3 text-start shadow-sm transition-colors hover:bg-hover"
    >
      <span className="flex w-full items-baseline gap-4">
        <span dir="auto" className="line-clamp-2 min-w-0 flex-1 break-words font-medium">
          <Marked text={exchange.message} query={query} />
        </span>
        <RelativeTime at={exchange.created_at} className="shrink-0 text-muted text-sm" />
      </span>
      <span dir="auto" className="line-clamp-2 w-full break-words text-muted">
        <Marked text={exchange.response} query={query} />
      </span>
    </button>
  );
}

function Marked({ text, query }: { text: string; query: string }) {
  return highlight(text, query).map(({ text: part, isFound }, index) =>
    isFound ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
      <mark key={index} className="rounded-sm bg-accent-soft text-accent-ink">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
