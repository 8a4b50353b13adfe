"use client";

import { useTranslations } from "next-intl";
import { begin } from "@/app/onboarding/actions";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export function BeginForm({ isNew }: { isNew: boolean }) {
  const t = useTranslations("onboarding.begin");
  const { form, fail, error, isPending } = useForm(begin);
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormNotice error={error} />
      {isNew ? (
        <Field label={t("business")} hint={t("businessHint")} error={fail("name")}>
          <Input name="name" autoComplete="organization" />
        </Field>
      ) : null}
      <Field label={t("website")} hint={t("websiteHint")} error={fail("url")}>
        <Input name="url" type="url" inputMode="url" autoComplete="url" placeholder="example.com" />
      </Field>
      <Submit isPending={isPending}>{isPending ? t("checking") : t("submit")}</Submit>
    </form>
  );
}
