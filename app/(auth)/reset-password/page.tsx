import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPasswordForm } from "@/app/(auth)/_components/auth-forms";
import { AuthPage } from "@/app/(auth)/_components/auth-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.reset"))("title") };
}

export default async function ResetPasswordPage() {
  const t = await getTranslations("auth.reset");
  return (
    <AuthPage title={t("title")} note={t("note")}>
      <NewPasswordForm />
    </AuthPage>
  );
}
