import { Compass } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default async function DashboardNotFound() {
  const t = await getTranslations("errors");
  return (
    <EmptyState
      isPage
      icon={Compass}
      title={t("notFoundTitle")}
      action={<ButtonLink href="/dashboard">{t("dashboard")}</ButtonLink>}
    >
      {t("notFoundText")}
    </EmptyState>
  );
}
