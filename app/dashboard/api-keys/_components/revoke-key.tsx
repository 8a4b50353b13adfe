"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { revokeApiKey } from "@/app/dashboard/api-keys/actions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";

/** Ends a key. Programs that hold it stop working at once, so it asks for the key's name. */
export function RevokeKey({ id, name }: { id: string; name: string }) {
  const t = useTranslations("apiKeys");
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const revoke = useAction(revokeApiKey, () => {
    setOpen(false);
    toast(t("revoked", { name }));
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("revokeTitle", { name })}
      note={t("revokeNote")}
      trigger={
        <Button look="quiet" size="sm">
          {t("revoke")}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === name) revoke.start({ id });
        }}
      >
        <Field label={t("typeName", { name })}>
          <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </Field>
        <Button type="submit" look="danger" disabled={typed !== name} isPending={revoke.isPending}>
          {t("revoke")}
        </Button>
      </form>
    </Dialog>
  );
}
