import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { SignUpForm } from "@/app/(auth)/_components/auth-forms";
import { AuthPage } from "@/app/(auth)/_components/auth-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signUp"))("title") };
}

export default async function SignUpPage() {
  const t = await getTranslations("auth.signUp");
  const footer = t.rich("haveAccount", {
    link: (text) => (
      <Link href="/sign-in" className="font-medium text-accent-ink hover:underline">
        {text}
      </Link>
    ),
  });
  return (
    <AuthPage title={t("title")} note={t("note")} footer={footer}>
      <SignUpForm />
    </AuthPage>
  );
}
