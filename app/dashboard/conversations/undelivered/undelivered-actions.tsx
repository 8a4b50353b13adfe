"use client";

import { RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { discard, resend } from "./actions";

/** What can be done about a message that was given up. */
export function UndeliveredActions({ id }: { id: string }) {
  const t = useTranslations("undelivered");
  const again = useAction(resend);
  const away = useAction(discard);
  return (
    <span className="flex gap-2">
      <Button size="sm" isPending={again.isPending} onClick={() => again.start({ id })}>
        <RotateCw aria-hidden /> {t("resend")}
      </Button>
      <Button size="sm" look="quiet" isPending={away.isPending} onClick={() => away.start({ id })}>
        <Trash2 aria-hidden /> {t("discard")}
      </Button>
    </span>
  );
}
