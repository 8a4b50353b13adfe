import { ArrowRight } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "@/components/live/live-refresh";
import { Card, CardHeader } from "@/components/ui/card";
import { countWeek, listConversations, listWaiting } from "@/lib/conversations/inbox/service";
import { countPages } from "@/lib/knowledge/pages/service";
import { listSites } from "@/lib/knowledge/service";
import { FirstSteps } from "./_components/first-steps";
import { type MemberCtx, memberPage } from "./_components/member-page";
import { PageHeader } from "./_components/page-header";
import { ConversationList } from "./conversations/_components/conversation-list";

const SHOWN_WAITING = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage() {
  const { ctx, customer } = await memberPage();
  const t = await getTranslations("overview");
  const [sites, week, waiting, { conversations }] = await Promise.all([
    listSites(ctx),
    countWeek(ctx),
    listWaiting(ctx),
    listConversations(ctx, { limit: 6 }),
  ]);
  const onTop = new Set(waiting.conversations.map(({ id }) => id));
  const latest = conversations.filter(({ id }) => !onTop.has(id));
  const pages = await countAll(ctx, sites);
  const isSeen = sites.some(({ widgetSeenAt }) => widgetSeenAt !== null);
  const steps = { website: sites.length > 0 && pages > 0, install: isSeen, conversation: conversations.length > 0 };
  return (
    <>
      <PageHeader title={t("question", { customer: customer.name })} note={t("note")} />
      {Object.values(steps).every(Boolean) ? null : <FirstSteps steps={steps} />}
      <dl className="mb-6 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-sm lg:grid-cols-4">
        <Figure label={t("conversations")} value={week.conversations} href="/dashboard/conversations" />
        <Figure label={t("answered")} value={week.answered} />
        <Figure label={t("unanswered")} value={week.unanswered} href="/dashboard/conversations?view=unanswered" />
        <Figure label={t("pages")} value={pages} href="/dashboard/website" />
      </dl>
      {waiting.total > 0 ? <Waiting {...waiting} /> : null}
      <Card>
        <CardHeader title={t("latest")} actions={<Onward href="/dashboard/conversations">{t("all")}</Onward>} />
        {latest.length > 0 ? (
          <ConversationList label={t("latest")} conversations={latest} />
        ) : (
          <p className="px-5 pb-5 text-muted">{t("none")}</p>
        )}
      </Card>
      <LiveRefresh
        watch={[
          { table: "conversations", filter: `customer_id=eq.${ctx.customerId}` },
          { table: "scrape_jobs", filter: `customer_id=eq.${ctx.customerId}` },
        ]}
      />
    </>
  );
}

async function Waiting({ conversations, total }: Awaited<ReturnType<typeof listWaiting>>) {
  const t = await getTranslations("overview");
  const title = t("waiting", { count: total });
  return (
    <Card className="mb-6">
      <CardHeader
        title={title}
        actions={<Onward href="/dashboard/conversations?view=waiting">{t("allWaiting")}</Onward>}
      />
      <ConversationList label={title} conversations={conversations.slice(0, SHOWN_WAITING)} />
    </Card>
  );
}

function Onward({ href, children }: { href: Route; children: string }) {
  return (
    <Link href={href} prefetch={false} className="flex items-center gap-1 rounded-sm text-accent-ink hover:underline">
      {children} <ArrowRight aria-hidden className="size-4" />
    </Link>
  );
}

async function countAll(ctx: MemberCtx, sites: { id: string }[]) {
  const counts = await Promise.all(sites.map(({ id }) => countPages(ctx, id)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function Figure({ label, value, href }: { label: string; value: number; href?: Route }) {
  const shown = value.toLocaleString("en-GB");
  return (
    <div className="relative bg-surface px-5 py-4 transition-colors has-[a:hover]:bg-hover">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="mt-1 font-semibold text-2xl tabular-nums tracking-tight">
        {href ? (
          <Link href={href} prefetch={false} aria-label={`${label}: ${shown}`} className="after:absolute after:inset-0">
            {shown}
          </Link>
        ) : (
          shown
        )}
      </dd>
    </div>
  );
}
