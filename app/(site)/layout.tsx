import { getTranslations } from "next-intl/server";
import { Brand } from "@/components/brand";
import { ButtonLink } from "@/components/ui/button";

export default async function SiteLayout({ children }: LayoutProps<"/">) {
  const t = await getTranslations("site");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-5xl items-center justify-between px-6 py-4">
        <Brand />
        <nav aria-label={t("nav")} className="flex items-center gap-1">
          <ButtonLink look="quiet" href="/sign-in">
            {t("signIn")}
          </ButtonLink>
          <ButtonLink look="primary" href="/sign-up">
            {t("signUp")}
          </ButtonLink>
        </nav>
      </header>
      {children}
      <footer className="mx-auto mt-auto w-full max-w-5xl border-line border-t px-6 py-8 text-muted text-sm">
        {t("footer")}
      </footer>
    </div>
  );
}
