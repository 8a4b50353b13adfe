import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { SearchBox } from "@/components/search-box";
import { getConfig } from "@/lib/accounts/service";
import { EnhancedChat } from "./_components/enhanced-chat";
import { ExportChat } from "./_components/export-chat";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ask"))("title") };
}

export default async function AskPage() {
  const { ctx } = await memberPage();
  const { assistantName, greeting, suggestions } = await getConfig(ctx);
  const t = await getTranslations("ask");
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} actions={<ExportChat userId={ctx.actor.userId} />} />
      <div className="mb-6">
        <SearchBox name="q" label={t("search")} />
      </div>
      <EnhancedChat
        userId={ctx.actor.userId}
        assistant={{ name: assistantName || t("assistant"), greeting, suggestions }}
      />
    </>
  );
}
