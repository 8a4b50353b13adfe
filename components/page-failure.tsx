"use client";

import { CloudAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Says that a page couldn't be shown, what is safe, and what to do; the code finds the line in the log. */
export function PageFailure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations("errors");
  const again = (
    <Button look="primary" onClick={retry}>
      {t("retry")}
    </Button>
  );
  return (
    <div role="alert">
      <EmptyState isPage icon={CloudAlert} title={t("title")} action={again}>
        {error.digest ? t("text", { code: error.digest }) : t("textWithoutCode")}
      </EmptyState>
    </div>
  );
}
