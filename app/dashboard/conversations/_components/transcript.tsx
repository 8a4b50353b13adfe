import { MessageCircle } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, orNotFound } from "@/app/dashboard/_components/member-page";
import { Drafts } from "@/app/dashboard/conversations/[conversationId]/_components/drafts";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/time";
import { isWordless } from "@/lib/conversations/attachments/wordless";
import type { Reaction } from "@/lib/conversations/reactions/schema";
import { listReactions } from "@/lib/conversations/reactions/service";
import type { Message } from "@/lib/conversations/schema";
import { listMessages } from "@/lib/conversations/service";
import { Answer } from "./answer";
import { Attachments } from "./attachments";
import { KeepEndInView } from "./keep-end-in-view";
import { Reactions } from "./reactions";

const PAGE = 50;

/** What was said, 50 messages at a time, the newest first to be seen. */
export async function Transcript({
  ctx,
  conversationId,
  before,
}: {
  ctx: MemberCtx;
  conversationId: string;
  before: string | undefined;
}) {
  const t = await getTranslations("conversations");
  const [{ messages, hasMore }, { reactions }] = await Promise.all([
    orNotFound(listMessages(ctx, { conversationId, limit: PAGE, ...(before && { before }) })),
    orNotFound(listReactions(ctx, conversationId)),
  ]);
  const [first] = messages;
  if (!first) {
    return (
      <EmptyState icon={MessageCircle} title={t("silentTitle")}>
        {t("silentText")}
      </EmptyState>
    );
  }
  return (
    <>
      {before || hasMore ? (
        <div className="mb-6 flex flex-wrap justify-center gap-2">
          {hasMore ? <ButtonLink href={{ query: { before: first.id } }}>{t("earlierMessages")}</ButtonLink> : null}
          {before ? <ButtonLink href={{ query: {} }}>{t("newestMessages")}</ButtonLink> : null}
        </div>
      ) : null}
      <ol aria-label={t("transcript")} aria-live="polite" className="flex flex-col gap-5">
        {messages.map((message) => (
          <li key={message.id} id={message.id} className="scroll-mt-6">
            <Said message={message} reactions={reactions.filter(({ messageId }) => messageId === message.id)} />
          </li>
        ))}
        {before ? null : <Drafts known={messages.map(({ clientMessageId }) => clientMessageId)} />}
      </ol>
      {before ? null : <KeepEndInView newest={messages.at(-1)?.id} />}
    </>
  );
}

async function Said({ message, reactions }: { message: Message; reactions: Reaction[] }) {
  const t = await getTranslations("conversations");
  const time = <RelativeTime at={message.createdAt} className="text-muted text-xs" />;
  if (message.role === "system") {
    return (
      <p className="flex flex-wrap items-baseline justify-center gap-x-2 text-center text-muted text-sm">
        {message.content} {time}
      </p>
    );
  }
  const isVisitor = message.role === "user";
  return (
    <article className={`flex flex-col gap-1.5 ${isVisitor ? "items-end" : "items-start"}`}>
      <header className="flex items-center gap-2">
        <span className="font-medium text-sm">
          {isVisitor ? t("visitor") : (message.author?.name ?? t("assistant"))}
        </span>
        {message.answered === false ? <Badge tone="bad">{t("unansweredMark")}</Badge> : null}
        {time}
      </header>
      <Attachments files={message.attachments} isAtEnd={isVisitor} />
      {isWordless(message) ? null : <Words message={message} isVisitor={isVisitor} />}
      <Reactions messageId={message.id} reactions={reactions} />
    </article>
  );
}

function Words({ message, isVisitor }: { message: Message; isVisitor: boolean }) {
  if (!isVisitor) return <Answer message={message} />;
  return (
    <p
      dir="auto"
      className="max-w-[min(36rem,88%)] whitespace-pre-wrap break-words rounded-xl rounded-tr-sm bg-accent-soft px-4 py-2.5 text-ink"
    >
      {message.content}
    </p>
  );
}
