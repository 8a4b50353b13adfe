"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { callAction } from "@/components/call-action";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { loadMyName, saveMyName } from "./my-name-actions";

type MyNameProps = {
  isOpen: boolean;
  onClose: () => void;
  /** What visitors see of somebody without a name. */
  business: string;
  /** What saving does, where it does more than that. */
  saveLabel?: string;
  onSaved: (name: string) => void;
};

/** Asks a member for the name that visitors see above what the member writes. */
export function MyName({ isOpen, onClose, business, saveLabel, onSaved }: MyNameProps) {
  const t = useTranslations("handoff");
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(willBeOpen) => willBeOpen || onClose()}
      title={t("nameTitle")}
      note={t("nameNote", { business })}
    >
      <NameForm
        saveLabel={saveLabel ?? t("save")}
        onSaved={(name) => {
          onClose();
          onSaved(name);
        }}
      />
    </Dialog>
  );
}

function NameForm({ saveLabel, onSaved }: { saveLabel: string; onSaved: (name: string) => void }) {
  const t = useTranslations("handoff");
  const [known, setKnown] = useState<string>();
  const { form, fail, error, isPending } = useForm(saveMyName, ({ name }) => onSaved(name));
  useEffect(() => {
    let isGone = false;
    void callAction(loadMyName, {}).then((result) => isGone || setKnown(result.ok ? result.data.name : ""));
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormNotice error={error} />
      <Field label={t("name")} error={fail("name")}>
        {known === undefined ? (
          <Skeleton className="h-9 w-full" />
        ) : (
          <Input name="name" autoComplete="given-name" maxLength={60} defaultValue={known} autoFocus dir="auto" />
        )}
      </Field>
      <Submit isPending={isPending || known === undefined}>{saveLabel}</Submit>
    </form>
  );
}
