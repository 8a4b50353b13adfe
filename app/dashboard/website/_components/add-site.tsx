"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { addSite } from "@/app/dashboard/website/actions";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export function AddSite({ look }: { look: "primary" | "secondary" }) {
  const t = useTranslations("website.add");
  const { form, fail, error, isPending } = useForm(addSite);
  return (
    <Dialog
      title={t("title")}
      note={t("note")}
      trigger={
        <Button look={look}>
          <Plus aria-hidden /> {t("open")}
        </Button>
      }
    >
      <form {...form} className="flex flex-col gap-4">
        <FormNotice error={error} />
        <Field label={t("website")} error={fail("url")}>
          <Input name="url" type="url" inputMode="url" placeholder="example.com" />
        </Field>
        <Submit isPending={isPending}>{t("submit")}</Submit>
      </form>
    </Dialog>
  );
}
