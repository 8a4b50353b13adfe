import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { AuthPage } from "@/app/(auth)/_components/auth-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.checkMail"))("title") };
}

export default async function CheckMailPage({ searchParams }: PageProps<"/check-mail">) {
  const t = await getTranslations("auth.checkMail");
  return (
    <Suspense fallback={<AuthPage title={t("title")} />}>
      <Told searchParams={searchParams} />
    </Suspense>
  );
}

async function Told({ searchParams }: Pick<PageProps<"/check-mail">, "searchParams">) {
  const { email, for: reason } = await searchParams;
  const t = await getTranslations("auth.checkMail");
  const isReset = reason === "reset";
  const again = isReset ? "/forgot-password" : "/sign-up";
  const note = t.rich(isReset ? "reset" : "signUp", {
    email: typeof email === "string" ? email : t("yourAddress"),
    b: (text) => <strong className="break-all font-medium text-ink">{text}</strong>,
  });
  const footer = t.rich("nothing", {
    link: (text) => (
      <Link href={again} className="font-medium text-accent-ink hover:underline">
        {text}
      </Link>
    ),
  });
  return <AuthPage title={t("title")} note={note} footer={footer} />;
}
