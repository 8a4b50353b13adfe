"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { checkInstallation } from "@/app/dashboard/website/actions";
import { FormNotice, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

/** Looks at a page of the site and says whether the snippet stands there. */
export function CheckInstallation({ siteId, siteUrl }: { siteId: string; siteUrl: string }) {
  const t = useTranslations("install");
  const [isFound, setFound] = useState<boolean>();
  const { form, fail, error, isPending } = useForm(checkInstallation, (data) => setFound(data.isFound));
  const answer = isPending || error ? undefined : isFound;
  return (
    <form {...form} className="flex flex-col gap-4">
      <input type="hidden" name="siteId" value={siteId} />
      <div className="flex flex-wrap items-start gap-x-2 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <Field label={t("page")} error={fail("url")}>
            <Input name="url" type="url" inputMode="url" defaultValue={siteUrl} />
          </Field>
        </div>
        <Button type="submit" isPending={isPending} className="h-9 sm:mt-[1.625rem]">
          {isPending ? t("checking") : t("check")}
        </Button>
      </div>
      <FormNotice error={error} />
      {answer === true ? <Notice tone="good">{t("found")}</Notice> : null}
      {answer === false ? <Notice tone="warn">{t("notFound")}</Notice> : null}
    </form>
  );
}
