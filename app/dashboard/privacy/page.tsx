import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { Card, CardHeader } from "@/components/ui/card";
import { getRetention, previewRetention } from "@/lib/conversations/retention-setting";
import { RetentionForm } from "./_components/retention-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("title") };
}

export default async function PrivacyPage() {
  const { ctx } = await memberPage();
  const retention = await getRetention(ctx);
  const mayChange = ctx.actor.role === "owner" || ctx.actor.role === "admin";
  const t = await getTranslations("privacy");
  return (
    <>
      <PageHeader title={t("question")} note={t("note")} />
      <Card>
        <CardHeader title={t("conversationsTitle")} note={t("conversationsNote")} />
        <div className="px-5 pb-5">
          {mayChange ? (
            <RetentionForm days={retention.days} preview={await previewRetention(ctx, retention)} />
          ) : (
            <p>{t("keptFor", { days: retention.days })}</p>
          )}
        </div>
      </Card>
    </>
  );
}
