import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { SignInForm } from "@/app/(auth)/_components/auth-forms";
import { AuthPage } from "@/app/(auth)/_components/auth-page";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const t = await getTranslations("auth.signIn");
  const footer = t.rich("noAccount", {
    link: (text) => (
      <Link href="/sign-up" className="font-medium text-accent-ink hover:underline">
        {text}
      </Link>
    ),
  });
  return (
    <AuthPage title={t("title")} footer={footer}>
      <Suspense fallback={<FormShape />}>
        <FormForRequest searchParams={searchParams} />
      </Suspense>
    </AuthPage>
  );
}

async function FormForRequest({ searchParams }: Pick<PageProps<"/sign-in">, "searchParams">) {
  const { next, notice } = await searchParams;
  const t = await getTranslations("auth.signIn");
  return (
    <div className="flex flex-col gap-4">
      {notice === "old-link" ? <Notice tone="warn">{t("oldLink")}</Notice> : null}
      <SignInForm next={typeof next === "string" ? next : undefined} />
    </div>
  );
}

function FormShape() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-[3.875rem]" />
      <Skeleton className="h-[3.875rem]" />
      <Skeleton className="h-10" />
    </div>
  );
}
