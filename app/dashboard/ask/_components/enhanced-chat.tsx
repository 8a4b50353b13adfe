"use client";

import { MessageCircleQuestionMark } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useFailureText } from "@/components/call-action";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Composer } from "./composer";
import { Found } from "./found";
import { Log } from "./log";
import { type Chat, useChat } from "./use-chat";
import { useJump } from "./use-jump";

type Assistant = { name: string; greeting: string; suggestions: string[] };

/** A member's own chat with the assistant of their business, or what they look for in it. */
export function EnhancedChat({ userId, assistant }: { userId: string; assistant: Assistant }) {
  const chat = useChat(userId);
  const query = useSearchParams().get("q")?.trim();
  const jump = useJump(chat, !query);
  const path = usePathname() as "/dashboard/ask";
  const router = useRouter();
  const field = useRef<HTMLTextAreaElement>(null);
  const open = (id: string) => {
    jump(id);
    router.replace(path, { scroll: false });
  };
  const ask = (message: string) => {
    chat.ask(message);
    field.current?.focus();
  };
  return (
    <div data-live={chat.live} className="-mb-14 md:-mb-16">
      {query ? (
        <Found userId={userId} query={query} onOpen={open} />
      ) : (
        <>
          <div className="min-h-[calc(100dvh-26.5rem)] md:min-h-[calc(100dvh-17rem)]">
            <Said chat={chat} assistant={assistant} onAsk={ask} />
          </div>
          <div className="sticky bottom-14 z-20 mt-6 border-line border-t bg-canvas py-3 md:bottom-0">
            <Composer fieldRef={field} onSend={ask} />
          </div>
        </>
      )}
    </div>
  );
}

type Parts = { chat: Chat; assistant: Assistant; onAsk: (message: string) => void };

function Said({ chat, assistant, onAsk }: Parts) {
  const { messages, isLoadingHistory, failure } = chat;
  if (messages.length > 0) return <Log chat={chat} name={assistant.name} />;
  if (isLoadingHistory) return <Loading />;
  return (
    <>
      {failure ? <NotLoaded chat={chat} /> : null}
      <Greeting assistant={assistant} onAsk={onAsk} />
    </>
  );
}

function Loading() {
  const t = useTranslations("ask");
  return (
    <div role="status" className="flex flex-col gap-8">
      <span className="sr-only">{t("loading")}</span>
      {["w-64", "w-40", "w-52"].map((width) => (
        <div key={width} className="flex flex-col gap-3">
          <Skeleton className={`h-10 self-end rounded-xl ${width}`} />
          <Skeleton className="h-20 w-full max-w-160 rounded-xl" />
        </div>
      ))}
    </div>
  );
}

function NotLoaded({ chat: { failure, loadChatHistory } }: { chat: Chat }) {
  const t = useTranslations("ask");
  const failureText = useFailureText();
  return (
    <Notice tone="bad">
      <p>{t("notLoaded")}</p>
      {failure ? <p>{failureText(failure)}</p> : null}
      <Button size="sm" className="mt-2" onClick={() => void loadChatHistory()}>
        {t("loadAgain")}
      </Button>
    </Notice>
  );
}

function Greeting({ assistant: { name, greeting, suggestions }, onAsk }: Omit<Parts, "chat">) {
  const t = useTranslations("ask");
  const questions = suggestions.map((question) => (
    <Button key={question} onClick={() => onAsk(question)} className="h-auto min-h-8 max-w-full whitespace-normal py-1">
      {question}
    </Button>
  ));
  return (
    <EmptyState icon={MessageCircleQuestionMark} title={name} action={questions.length > 0 ? questions : undefined}>
      {greeting || t("greeting")}
    </EmptyState>
  );
}
