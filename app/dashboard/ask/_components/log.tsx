"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef } from "react";
import { useFailureText } from "@/components/call-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { ExchangeView, idOf } from "./exchange";
import type { Chat } from "./use-chat";
import { usePlace } from "./use-place";

/** How far above the window earlier exchanges are read ahead. */
const AHEAD = "800px";

/** What was said, the newest at the end; earlier exchanges come as the reader scrolls up. */
export function Log({ chat, name }: { chat: Chat; name: string }) {
  const t = useTranslations("ask");
  const { messages, asked, hasEarlier } = chat;
  const [first] = messages;
  const { isAway, toEnd } = usePlace({ first: first && idOf(first), asked });
  const answer = messages.find(({ key, state }) => key === asked && !state)?.response;
  return (
    <>
      {hasEarlier ? <Earlier key={first?.key} chat={chat} /> : null}
      <div role="log" aria-live="off" aria-label={t("log")}>
        <ol className="flex flex-col gap-8">
          {messages.map((shown) => (
            <ExchangeView key={shown.key} shown={shown} chat={chat} name={name} />
          ))}
        </ol>
      </div>
      <p role="status" className="sr-only">
        {answer ? t("answered", { name, answer }) : null}
      </p>
      {isAway ? (
        <div className="sticky bottom-32 z-10 flex justify-center md:bottom-20">
          <Button onClick={toEnd} className="shadow-md">
            <ArrowDown aria-hidden />
            {t("newest")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Reads what comes before as soon as it is about to be seen; says why where it can't. */
function Earlier({ chat }: { chat: Chat }) {
  const t = useTranslations("ask");
  const failureText = useFailureText();
  const place = useRef<HTMLDivElement>(null);
  const { failure, loadEarlier } = chat;
  const load = useEffectEvent(() => void loadEarlier());

  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), {
      rootMargin: `${AHEAD} 0px 0px 0px`,
    });
    if (place.current) watcher.observe(place.current);
    return () => watcher.disconnect();
  }, []);

  return (
    <div ref={place} className="mb-8 flex flex-col items-center gap-3">
      {failure ? <Notice tone="bad">{failureText(failure)}</Notice> : null}
      {chat.isLoadingEarlier ? (
        <Skeleton className="h-7 w-full" />
      ) : (
        <Button size="sm" onClick={() => void loadEarlier()}>
          {t("earlier")}
        </Button>
      )}
    </div>
  );
}
