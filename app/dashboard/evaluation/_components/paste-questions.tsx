"use client";

import { ClipboardPaste } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { addLines, refusal } from "@/app/dashboard/evaluation/_components/add-lines";
import { readLines } from "@/app/dashboard/evaluation/_components/lines";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { MAX_QUESTIONS } from "@/lib/knowledge/evaluation/schema";

/** Adds many questions at once from two columns of a table, all or none. */
export function PasteQuestions() {
  const t = useTranslations("evaluation.paste");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const { lines, wrong } = readLines(text);
  const add = async () => {
    if (wrong.length > 0) return refusal(t("wrong", { lines: wrong.slice(0, 10).join(", ") }));
    if (lines.length === 0) return refusal(t("empty"));
    if (lines.length > MAX_QUESTIONS) return refusal(t("tooMany", { max: MAX_QUESTIONS }));
    return addLines(lines);
  };
  const { form, error, isPending } = useForm(add, () => {
    setText("");
    setOpen(false);
    router.refresh();
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("title")}
      note={t("note", { max: MAX_QUESTIONS })}
      trigger={
        <Button>
          <ClipboardPaste aria-hidden /> {t("open")}
        </Button>
      }
    >
      <form {...form} className="flex flex-col gap-4">
        <FormNotice error={error} />
        <Field label={t("lines")} hint={t("count", { count: lines.length })}>
          <Textarea
            dir="auto"
            rows={8}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t("example")}
            className="font-mono text-sm"
          />
        </Field>
        <Submit isPending={isPending}>{t("submit")}</Submit>
      </form>
    </Dialog>
  );
}
