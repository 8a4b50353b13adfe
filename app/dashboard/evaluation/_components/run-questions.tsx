"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { runEvaluation } from "@/app/dashboard/evaluation/actions";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Asks all questions, after a word on what was changed, and shows how they did. */
export function RunQuestions({ count }: { count: number }) {
  const t = useTranslations("evaluation.run");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const { form, fail, error, isPending } = useForm(runEvaluation, ({ id }) => {
    setOpen(false); // The page keeps its state, and would come back with the dialog over it.
    router.push(`/dashboard/evaluation/${id}`);
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("title", { count })}
      note={t("note")}
      trigger={
        <Button look="primary">
          <Play aria-hidden /> {t("open")}
        </Button>
      }
    >
      <form {...form} className="flex flex-col gap-4">
        <FormNotice error={error} />
        <Field label={t("change")} hint={t("changeHint")} error={fail("note")}>
          <Input name="note" maxLength={200} dir="auto" autoComplete="off" />
        </Field>
        <Submit isPending={isPending}>{isPending ? t("running", { count }) : t("submit")}</Submit>
      </form>
    </Dialog>
  );
}
