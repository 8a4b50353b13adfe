"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteRun } from "@/app/dashboard/evaluation/actions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAction } from "@/components/use-action";

/** Removes a run, which can't be undone, for what was searched may have changed since. */
export function RemoveRun({ runId }: { runId: string }) {
  const t = useTranslations("evaluation.one");
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const remove = useAction(deleteRun, () => router.push("/dashboard/evaluation?view=runs"));
  return (
    <Dialog
      open={isAsking}
      onOpenChange={setAsking}
      title={t("removeTitle")}
      note={t("removeNote")}
      trigger={
        <Button look="quiet">
          <Trash2 aria-hidden /> {t("remove")}
        </Button>
      }
    >
      <Button look="danger" wide isPending={remove.isPending} onClick={() => remove.start({ runId })}>
        {t("remove")}
      </Button>
    </Dialog>
  );
}
