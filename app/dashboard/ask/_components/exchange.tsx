"use client";

import { useTranslations } from "next-intl";
import { Answer } from "@/app/dashboard/conversations/_components/answer";
import { useFailureText } from "@/components/call-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import type { Shown } from "./chat-state";
import type { Chat } from "./use-chat";

/** A question with its answer. */
export function ExchangeView({ shown, chat, name }: { shown: Shown; chat: Chat; name: string }) {
  const t = useTranslations("ask");
  const { key, stored, message, response, sources, answered, state } = shown;
  return (
    <li id={idOf(shown)} tabIndex={-1} className="flex scroll-mt-24 flex-col gap-3 rounded-lg outline-offset-8">
      <div className="flex flex-col items-end gap-1.5">
        <span className="sr-only">{t("you")}</span>
        {stored ? <RelativeTime at={stored.at} className="text-muted text-xs" /> : null}
        <p
          dir="auto"
          className={`max-w-[min(36rem,88%)] whitespace-pre-wrap break-words rounded-xl rounded-tr-sm bg-accent-soft px-4 py-2.5 text-ink ${state === "failed" ? "opacity-70" : ""}`}
        >
          {message}
        </p>
      </div>
      <div className="flex flex-col items-start gap-1.5">
        <div className="flex items-center gap-2">
          <span className="font-medium text-sm">{name}</span>
          {answered === false ? <Badge tone="bad">{t("unanswered")}</Badge> : null}
        </div>
        {response ? <Answer message={{ id: key, content: response, sources }} /> : null}
        {state === "waiting" && !response ? <Thinking /> : null}
        {state === "failed" ? <NotAnswered shown={shown} chat={chat} /> : null}
      </div>
    </li>
  );
}

export const idOf = ({ key }: Pick<Shown, "key">) => `exchange-${key}`;

function Thinking() {
  const t = useTranslations("ask");
  return (
    <div className="w-64 rounded-xl rounded-tl-sm border border-line bg-surface px-4 py-3 shadow-sm">
      <span className="sr-only">{t("thinking")}</span>
      <Skeleton className="h-3 w-52" />
      <Skeleton className="mt-2 h-3 w-36" />
    </div>
  );
}

function NotAnswered({ shown: { key, message, failure }, chat }: { shown: Shown; chat: Chat }) {
  const t = useTranslations("ask");
  const failureText = useFailureText();
  return (
    <Notice tone="bad">
      <p>{failure ? failureText(failure) : null}</p>
      <div className="mt-2 flex gap-2">
        <Button size="sm" onClick={() => chat.askAgain(key, message)}>
          {t("again")}
        </Button>
        <Button size="sm" look="quiet" onClick={() => chat.withdraw(key)}>
          {t("withdraw")}
        </Button>
      </div>
    </Notice>
  );
}
