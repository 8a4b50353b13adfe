import { MessageCircle } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, orNotFound } from "@/app/dashboard/_components/member-page";
import { Drafts } from "@/app/dashboard/conversations/[conversationId]/_components/drafts";
import { withQuery } from "@/app/dashboard/website/_components/address";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/time";
import { isWordless } from "@/lib/conversations/attachments/wordless";
import type { Reaction } from "@/lib/conversations/reactions/schema";
import { listReactions } from "@/lib/conversations/reactions/service";
import type { Message } from "@/lib/conversations/schema";
import { listMessages, listMessagesAround } from "@/lib/conversations/service";
import { Answer } from "./answer";
import { Attachments } from "./attachments";
import { KeepEndInView } from "./keep-end-in-view";
import { Reactions } from "./reactions";
import { ShowMessage } from "./show-message";

const PAGE = 50;

/** What was said, 50 messages at a time, the newest first to be seen. */
export async function Transcript({
  ctx,
  conversationId,
  before,
  at,
}: {
  ctx: MemberCtx;
  conversationId: string;
  /** The message that the page ends above. */
  before: string | undefined;
  /** The message to show. */
  at: string | undefined;
}) {
  const t = await getTranslations("conversations");
  const [{ messages, hasMore, hasLater }, { reactions }] = await Promise.all([
    orNotFound(loadPage(ctx, conversationId, { before, at })),
    orNotFound(listReactions(ctx, conversationId)),
  ]);
  const path = `/dashboard/conversations/${conversationId}`;
  const [first] = messages;
  const last = messages.at(-1);
  if (!(first && last)) {
    return (
      <EmptyState icon={MessageCircle} title={t("silentTitle")}>
        {t("silentText")}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mb-6 flex flex-wrap justify-center gap-2 empty:hidden">
        {hasMore ? <ButtonLink href={withQuery(path, { before: first.id })}>{t("earlierMessages")}</ButtonLink> : null}
        {hasLater ? <ButtonLink href={withQuery(path, {})}>{t("newestMessages")}</ButtonLink> : null}
      </div>
      <ol aria-label={t("transcript")} aria-live="polite" className="flex flex-col gap-5">
        {messages.map((message) => (
          <li
            key={message.id}
            id={message.id}
            tabIndex={-1}
            className={`scroll-mt-6 rounded-lg outline-offset-8 ${message.id === at ? "outline-accent-ink" : ""}`}
          >
            <Said message={message} reactions={reactions.filter(({ messageId }) => messageId === message.id)} />
          </li>
        ))}
        {hasLater ? null : <Drafts known={messages.map(({ clientMessageId }) => clientMessageId)} />}
      </ol>
      {hasLater ? (
        <div className="mt-6 flex justify-center">
          <ButtonLink href={withQuery(path, { at: last.id })}>{t("laterMessages")}</ButtonLink>
        </div>
      ) : null}
      {at ? <ShowMessage id={at} /> : null}
      {at || before ? null : <KeepEndInView newest={last.id} />}
    </>
  );
}

async function loadPage(
  ctx: MemberCtx,
  conversationId: string,
  { before, at }: { before: string | undefined; at: string | undefined },
) {
  if (at) return listMessagesAround(ctx, { conversationId, messageId: at, limit: PAGE });
  const page = await listMessages(ctx, { conversationId, limit: PAGE, ...(before && { before }) });
  return { ...page, hasLater: before !== undefined };
}

async function Said({ message, reactions }: { message: Message; reactions: Reaction[] }) {
  const t = await getTranslations("conversations");
  const time = <RelativeTime at={message.createdAt} className="text-muted text-xs" />;
  if (message.role === "system") {
    return (
      <p className="flex flex-wrap items-baseline justify-center gap-x-2 text-center text-muted text-sm">
        <span dir="auto">{message.content}</span> {time}
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
