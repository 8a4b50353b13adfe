import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { Steps } from "@/app/onboarding/_components/steps";
import { CheckInstallation } from "@/components/install/check-installation";
import { Snippet } from "@/components/install/snippet";
import { ButtonLink, buttonStyles } from "@/components/ui/button";
import { getSite } from "@/lib/knowledge/service";

// Each of these pages is a form or a few rows: whole at once is quicker than a skeleton first.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("onboarding.install"))("title") };
}

export default async function OnboardingInstallPage({ params }: PageProps<"/onboarding/[siteId]/install">) {
  const { siteId } = await params;
  const { ctx } = await memberPage();
  const site = await orNotFound(getSite(ctx, siteId));
  const t = await getTranslations("onboarding.install");
  return (
    <>
      <Steps current="install" />
      <h1 className="text-2xl">{t("title")}</h1>
      <p className="mt-1.5 mb-6 text-muted">{t("note")}</p>
      <Snippet siteKey={site.siteKey} />
      <div className="mt-8 mb-6">
        <CheckInstallation siteId={siteId} siteUrl={site.url} />
      </div>
      <div className="flex justify-between gap-3">
        <ButtonLink look="quiet" size="lg" href={`/onboarding/${siteId}`}>
          {t("back")}
        </ButtonLink>
        {/* Loads anew: the router remembers that /dashboard led here while there was no business. */}
        <a href="/dashboard" className={buttonStyles({ look: "secondary", size: "lg" })}>
          {t("finish")}
        </a>
      </div>
    </>
  );
}
