import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { BackToList } from "@/app/dashboard/conversations/_components/back-to-list";
import { Marks } from "@/app/dashboard/conversations/_components/conversation-list";
import { Transcript } from "@/app/dashboard/conversations/_components/transcript";
import { single } from "@/app/dashboard/website/_components/address";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { getPersonRequest } from "@/lib/conversations/inbox/service";
import { isPersonWanted } from "@/lib/conversations/live/handoff";
import { getMyName } from "@/lib/conversations/live/name";
import type { Conversation } from "@/lib/conversations/schema";
import { getConversation } from "@/lib/conversations/service";
import { Desk, type Handling } from "./_components/desk";
import { Dock } from "./_components/dock";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("conversations"))("one") };
}

export default async function ConversationPage({
  params,
  searchParams,
}: PageProps<"/dashboard/conversations/[conversationId]">) {
  const { conversationId } = await params;
  const { before, at } = await searchParams;
  const { ctx, customer } = await memberPage();
  const found = await orNotFound(getConversation(ctx, conversationId));
  const conversation = { ...found, isPersonWanted: await isPersonWanted(ctx, found) };
  const t = await getTranslations("conversations");
  return (
    <div className="-mb-14 md:-mb-16">
      <BackToList conversationId={conversationId}>{t("title")}</BackToList>
      <PageHeader
        title={<bdi>{conversation.title || t("untitled")}</bdi>}
        note={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span>{t.rich("began", { time: () => <RelativeTime key="time" at={conversation.createdAt} /> })}</span>
            {conversation.pageUrl ? <BeganOn url={conversation.pageUrl} text={t("onPage")} /> : null}
            <Marks conversation={conversation} />
          </span>
        }
      />
      {conversation.personRequestedAt ? (
        <PersonRequest
          ask={await getPersonRequest(ctx, conversationId)}
          tone={conversation.isPersonWanted ? "warn" : "plain"}
        />
      ) : null}
      <Desk key={conversationId} handling={await handlingOf(ctx, conversation, customer.name)}>
        <div className="min-h-[calc(100dvh-22rem)]">
          <Transcript ctx={ctx} conversationId={conversationId} before={single(before)} at={single(at)} />
        </div>
        {conversation.channel === "dashboard" ? null : <Dock />}
      </Desk>
    </div>
  );
}

async function handlingOf(
  ctx: MemberCtx,
  conversation: Conversation & Pick<Handling, "isPersonWanted">,
  business: string,
): Promise<Handling> {
  const { id: conversationId, handledBy, handledName: name, isPersonWanted } = conversation;
  const { userId, role } = ctx.actor;
  const mayAnswer = role === "agent" ? "answer" : "answer and take over from others";
  return {
    ...{ conversationId, name, business, isPersonWanted },
    isMine: handledBy === userId,
    may: role === "viewer" ? "read" : mayAnswer,
    me: { userId, ...(await getMyName(ctx)) },
  };
}

/** The visitor's browser says where it was: only an http address becomes a link. */
function BeganOn({ url, text }: { url: string; text: string }) {
  if (!/^https?:\/\//.test(url)) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer nofollow"
      className="max-w-72 truncate text-accent-ink hover:underline"
    >
      {text} {URL.parse(url)?.pathname}
    </a>
  );
}

type PersonRequestProps = { ask: Awaited<ReturnType<typeof getPersonRequest>>; tone: "warn" | "plain" };

/** What the visitor left for who comes; a warning for as long as nobody has. */
async function PersonRequest({ ask, tone }: PersonRequestProps) {
  const t = await getTranslations("conversations");
  return (
    <div className="mb-6">
      <Notice tone={tone}>
        <p className="font-medium">{t("personTitle")}</p>
        {ask?.note ? <p className="mt-1 whitespace-pre-wrap">{ask.note}</p> : null}
        <p className="mt-1">
          {ask?.email ? (
            <a href={`mailto:${encodeURIComponent(ask.email)}`} className="font-medium underline">
              {ask.email}
            </a>
          ) : (
            t("noEmail")
          )}
        </p>
      </Notice>
    </div>
  );
}
