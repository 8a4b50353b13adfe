import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ForgotPasswordForm } from "@/app/(auth)/_components/auth-forms";
import { AuthPage } from "@/app/(auth)/_components/auth-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.forgot"))("title") };
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations("auth.forgot");
  const back = (
    <Link href="/sign-in" className="font-medium text-accent-ink hover:underline">
      {t("back")}
    </Link>
  );
  return (
    <AuthPage title={t("title")} note={t("note")} footer={back}>
      <ForgotPasswordForm />
    </AuthPage>
  );
}
