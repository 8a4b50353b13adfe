import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { getConfig } from "@/lib/accounts/service";
import { AssistantForm } from "./_components/assistant-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("assistant"))("title") };
}

export default async function AssistantPage() {
  const { ctx } = await memberPage();
  const config = await getConfig(ctx);
  const t = await getTranslations("assistant");
  return (
    <>
      <PageHeader title={t("question")} note={t("note")} />
      <AssistantForm config={config} />
    </>
  );
}
