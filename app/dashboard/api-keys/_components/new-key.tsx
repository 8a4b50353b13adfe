"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { createApiKey } from "@/app/dashboard/api-keys/actions";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Makes a key and shows it this once. */
export function NewKey() {
  const t = useTranslations("apiKeys");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState<string>();
  const onOpenChange = (willBeOpen: boolean) => {
    setOpen(willBeOpen);
    if (willBeOpen) return;
    setKey(undefined);
    router.refresh();
  };
  const trigger = (
    <Button look="primary">
      <Plus aria-hidden /> {t("new")}
    </Button>
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={onOpenChange}
      trigger={trigger}
      title={key ? t("readyTitle") : t("newTitle")}
      note={key ? t("readyNote") : t("newNote")}
    >
      {key ? <Ready apiKey={key} onDone={() => onOpenChange(false)} /> : <NameForm onMade={setKey} />}
    </Dialog>
  );
}

function NameForm({ onMade }: { onMade: (key: string) => void }) {
  const t = useTranslations("apiKeys");
  const { form, fail, error, isPending } = useForm(createApiKey, ({ key }) => onMade(key));
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormNotice error={error} />
      <Field label={t("name")} hint={t("nameHint")} error={fail("name")}>
        <Input name="name" autoComplete="off" maxLength={100} />
      </Field>
      <Submit isPending={isPending}>{t("make")}</Submit>
    </form>
  );
}

function Ready({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  const t = useTranslations("apiKeys");
  return (
    <div className="flex flex-col gap-4">
      <code className="break-all rounded-md border border-line bg-sunken p-3 font-mono text-sm">{apiKey}</code>
      <div className="flex justify-end gap-2">
        <CopyButton text={apiKey} label={t("copy")} look="primary" />
        <Button onClick={onDone}>{t("done")}</Button>
      </div>
    </div>
  );
}
