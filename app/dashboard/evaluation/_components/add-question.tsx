"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { addLines } from "@/app/dashboard/evaluation/_components/add-lines";
import { PagePicker } from "@/app/dashboard/evaluation/_components/page-picker";
import { FormNotice, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A question and the page that should answer it, one after the other: the focus goes back to the question. */
export function AddQuestion() {
  const t = useTranslations("evaluation.add");
  const [question, setQuestion] = useState("");
  const [url, setUrl] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const { form, error, isPending } = useForm(
    () => addLines([{ question, url }]),
    () => {
      setQuestion("");
      setUrl("");
      first.current?.focus();
      router.refresh();
    },
  );
  const isReady = question.trim() !== "" && url.trim() !== "";
  return (
    <form {...form} className="flex flex-wrap items-end gap-3 border-line border-b p-5">
      <div className="w-full empty:hidden">
        <FormNotice error={error} />
      </div>
      <div className="min-w-0 flex-1 basis-64">
        <Field label={t("question")}>
          <Input
            ref={first}
            dir="auto"
            value={question}
            maxLength={1000}
            placeholder={t("example")}
            onChange={(event) => setQuestion(event.target.value)}
          />
        </Field>
      </div>
      <div className="min-w-0 flex-1 basis-64">
        <Field label={t("page")}>
          <PagePicker value={url} onChange={setUrl} />
        </Field>
      </div>
      <Button type="submit" className="h-9" disabled={!isReady} isPending={isPending}>
        <Plus aria-hidden /> {t("submit")}
      </Button>
    </form>
  );
}
