import { MailCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/dashboard/_components/back-link";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/time";
import type { UndeliveredMessage } from "@/lib/conversations/queue/schema";
import { listUndelivered } from "@/lib/conversations/queue/undelivered";
import { UndeliveredActions } from "./undelivered-actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("undelivered"))("title") };
}

export default async function UndeliveredPage() {
  const { ctx } = await memberPage();
  const t = await getTranslations("undelivered");
  const messages = await listUndelivered(ctx);
  return (
    <>
      <BackLink href="/dashboard/conversations">{t("conversations")}</BackLink>
      <PageHeader title={t("title")} note={t("note")} />
      <Card>
        {messages.length === 0 ? (
          <EmptyState icon={MailCheck} title={t("emptyTitle")}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <ul aria-label={t("title")}>
            {messages.map((message) => (
              <Row key={message.id} message={message} canAct={ctx.actor.role !== "viewer"} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

async function Row({ message, canAct }: { message: UndeliveredMessage; canAct: boolean }) {
  const t = await getTranslations("undelivered");
  const { id, text, reason, tries, createdAt } = message;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line px-5 py-4 not-first:border-t">
      <div className="min-w-0 flex-1 basis-72">
        <p dir="auto" className="whitespace-pre-line break-words font-medium">
          {text}
        </p>
        <p className="mt-1 text-muted text-sm">{t("reason", { tries, reason })}</p>
      </div>
      <RelativeTime at={createdAt} className="text-muted text-sm" />
      {canAct ? <UndeliveredActions id={id} /> : null}
    </li>
  );
}
