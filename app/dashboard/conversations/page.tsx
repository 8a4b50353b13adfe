import { MessagesSquare, SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { withQuery } from "@/app/dashboard/website/_components/address";
import { languageName } from "@/components/language-name";
import { LinkTabs } from "@/components/link-tabs";
import { LiveRefresh } from "@/components/live/live-refresh";
import { SearchBox } from "@/components/search-box";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listConversations, listLanguages, listWaiting } from "@/lib/conversations/inbox/service";
import { listSites } from "@/lib/knowledge/service";
import { filterNames, filterOf, isLastStep, nextAddress, path, readAddress } from "./_components/address";
import { ConversationList } from "./_components/conversation-list";
import { FilterChips } from "./_components/filter-chips";
import { type Choices, InboxFilters } from "./_components/filters";
import { Grows } from "./_components/grows";
import { KeepsPlace } from "./_components/keeps-place";
import { UndeliveredLink } from "./undelivered/undelivered-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("conversations"))("title") };
}

type Asked = ReturnType<typeof readAddress>;

export default async function ConversationsPage({ searchParams }: PageProps<"/dashboard/conversations">) {
  const asked = readAddress(await searchParams);
  const { ctx } = await memberPage();
  const t = await getTranslations("conversations");
  const choices = await choicesFor(ctx);
  const tabs = [
    { title: t("all"), view: undefined },
    { title: t("unanswered"), view: "unanswered" },
    { title: t("waitingView"), view: "waiting" },
    { title: t("mine"), view: "mine" },
  ].map(({ title, view }) => ({
    title,
    href: withQuery(path, { ...asked.chosen, view }),
    isHere: view === asked.chosen.view,
  }));
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} actions={<UndeliveredLink ctx={ctx} />} />
      <Card>
        <LinkTabs label={t("views")} tabs={tabs} />
        <div className="flex gap-2 px-5 py-3">
          <SearchBox name="q" label={t("search")} />
          <InboxFilters choices={choices} />
        </div>
        <Inbox ctx={ctx} asked={asked} choices={choices} />
      </Card>
      <LiveRefresh watch={[{ table: "conversations", filter: `customer_id=eq.${ctx.customerId}` }]} />
    </>
  );
}

async function choicesFor(ctx: MemberCtx): Promise<Choices> {
  const t = await getTranslations("conversations");
  const [languages, sites] = await Promise.all([listLanguages(ctx), listSites(ctx)]);
  return {
    language: languages.map((tag) => ({ value: tag, text: languageName(tag) })),
    site: sites.map(({ id, name }) => ({ value: id, text: name })),
    mood: (["positive", "neutral", "negative"] as const).map((mood) => ({ value: mood, text: t(`moods.${mood}`) })),
    channel: [{ value: "dashboard", text: t("channels.dashboard") }],
  };
}

async function Inbox({ ctx, asked, choices }: { ctx: MemberCtx; asked: Asked; choices: Choices }) {
  const { chosen, shown, after } = asked;
  const t = await getTranslations("conversations");
  const isPlain = !(after || chosen.view || filterNames.some((name) => chosen[name]));
  const wanted = { ...filterOf(chosen), limit: shown, ...(after && { cursor: after }) };
  const [{ conversations: waiting }, { conversations, nextCursor, total }] = await Promise.all([
    isPlain ? listWaiting(ctx) : { conversations: [] },
    orNotFound(listConversations(ctx, wanted)),
  ]);
  if (conversations.length === 0 && isPlain) return <Empty view={undefined} isFiltered={false} />;
  const onTop = new Set(waiting.map(({ id }) => id));
  return (
    <>
      <FilterChips chosen={chosen} choices={choices} total={total} />
      {conversations.length === 0 ? (
        <Empty view={chosen.view} isFiltered={filterNames.some((name) => chosen[name])} />
      ) : null}
      <ConversationList label={t("waiting")} conversations={waiting} />
      <ConversationList label={t("all")} conversations={conversations.filter(({ id }) => !onTop.has(id))} />
      <Ends asked={asked} nextCursor={nextCursor} />
      <KeepsPlace />
    </>
  );
}

/** The ways on from what is shown: a longer list, then the next page, and back to the latest. */
async function Ends({ asked: { chosen, shown, after }, nextCursor }: { asked: Asked; nextCursor: string | null }) {
  const t = await getTranslations("conversations");
  const next = nextCursor && nextAddress(chosen, shown, after, nextCursor);
  if (next && !isLastStep(shown)) {
    return (
      <Grows key={next} href={next}>
        {t("more")}
      </Grows>
    );
  }
  if (!(next || after)) return null;
  return (
    <div className="flex justify-between gap-3 border-line border-t p-3">
      {after ? <ButtonLink href={withQuery(path, chosen)}>{t("latest")}</ButtonLink> : <span />}
      {next ? <ButtonLink href={next}>{t("earlier")}</ButtonLink> : null}
    </div>
  );
}

const nothing = { unanswered: "noGaps", waiting: "noWaiting", mine: "noneMine" } as const;

async function Empty({ view, isFiltered }: { view: Asked["chosen"]["view"]; isFiltered: boolean }) {
  const t = await getTranslations("conversations");
  if (isFiltered) {
    return (
      <EmptyState icon={SearchX} title={t("noMatchTitle")}>
        {t("noMatchText")}
      </EmptyState>
    );
  }
  if (view) {
    return (
      <EmptyState icon={MessagesSquare} title={t(`${nothing[view]}Title`)}>
        {t(`${nothing[view]}Text`)}
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
