import { Compass } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <EmptyState
        isPage
        icon={Compass}
        title={t("notFoundTitle")}
        action={<ButtonLink href="/">{t("home")}</ButtonLink>}
      >
        {t("notFoundText")}
      </EmptyState>
    </main>
  );
}
