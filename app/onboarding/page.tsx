import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { signedIn } from "@/lib/accounts/auth";
import { BeginForm } from "./_components/begin-form";
import { Steps } from "./_components/steps";

// Each of these pages is a form or a few rows: whole at once is quicker than a skeleton first.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("onboarding.begin"))("title") };
}

export default async function BeginPage() {
  const user = await signedIn();
  if (!user) redirect("/sign-in?next=/onboarding");
  const t = await getTranslations("onboarding.begin");
  const isNew = user.memberships.length === 0;
  return (
    <>
      <Steps current="name" />
      <h1 className="text-2xl">{isNew ? t("title") : t("titleWebsite")}</h1>
      <p className="mt-1.5 mb-6 text-muted">{t("note")}</p>
      <BeginForm isNew={isNew} />
    </>
  );
}
