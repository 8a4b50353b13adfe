import { MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { LinkTabs } from "@/components/link-tabs";
import { LiveRefresh } from "@/components/live/live-refresh";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listWaiting, readInbox } from "@/lib/conversations/inbox";
import { ConversationList } from "./_components/conversation-list";

const path = "/dashboard/conversations";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("conversations"))("title") };
}

export default async function ConversationsPage({ searchParams }: PageProps<"/dashboard/conversations">) {
  const { view, at, id } = await searchParams;
  const { ctx } = await memberPage();
  const t = await getTranslations("conversations");
  const isUnanswered = view === "unanswered";
  const place = typeof at === "string" && typeof id === "string" ? { at, id } : undefined;
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} />
      <Card>
        <LinkTabs
          label={t("views")}
          tabs={[
            { title: t("all"), href: path, isHere: !isUnanswered },
            { title: t("unanswered"), href: `${path}?view=unanswered`, isHere: isUnanswered },
          ]}
        />
        <Inbox ctx={ctx} onlyUnanswered={isUnanswered} place={place} />
      </Card>
      <LiveRefresh watch={[{ table: "conversations", filter: `customer_id=eq.${ctx.customerId}` }]} />
    </>
  );
}

type Place = { at: string; id: string };

async function Inbox({
  ctx,
  onlyUnanswered,
  place,
}: {
  ctx: MemberCtx;
  onlyUnanswered: boolean;
  place: Place | undefined;
}) {
  const t = await getTranslations("conversations");
  const isFirstPage = !place && !onlyUnanswered;
  const [waiting, { conversations, next }] = await Promise.all([
    isFirstPage ? listWaiting(ctx) : [],
    readInbox(ctx, { onlyUnanswered, ...(place && { place }) }),
  ]);
  if (conversations.length === 0) return <Empty onlyUnanswered={onlyUnanswered} />;
  const onTop = new Set(waiting.map(({ id }) => id));
  return (
    <>
      <ConversationList label={t("waiting")} conversations={waiting} />
      <ConversationList label={t("all")} conversations={conversations.filter(({ id }) => !onTop.has(id))} />
      {place || next ? (
        <div className="flex justify-between gap-3 p-3">
          {place ? <ButtonLink href={{ query: viewOf(onlyUnanswered) }}>{t("latest")}</ButtonLink> : <span />}
          {next ? (
            <ButtonLink href={{ query: { ...viewOf(onlyUnanswered), ...next } }}>{t("earlier")}</ButtonLink>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

const viewOf = (onlyUnanswered: boolean) => (onlyUnanswered ? { view: "unanswered" } : {});

async function Empty({ onlyUnanswered }: { onlyUnanswered: boolean }) {
  const t = await getTranslations("conversations");
  if (onlyUnanswered) {
    return (
      <EmptyState icon={MessagesSquare} title={t("noGapsTitle")}>
        {t("noGapsText")}
      </EmptyState>
    );
  }
  const action = (
    <ButtonLink look="primary" href="/dashboard/install">
      {t("install")}
    </ButtonLink>
  );
  return (
    <EmptyState icon={MessagesSquare} title={t("emptyTitle")} action={action}>
      {t("emptyText")}
    </EmptyState>
  );
}
