"use client";

import { Download, Ellipsis, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { linkToFile, readAgain, removeDocument } from "@/app/dashboard/documents/actions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useAction } from "@/components/use-action";

/** Removing a document, which is asked twice, for it can't be undone. */
export function DocumentMenu({ id, title }: { id: string; title: string }) {
  const t = useTranslations("documents");
  const [isAsking, setAsking] = useState(false);
  const remove = useAction(removeDocument);
  const trigger = (
    <Button size="icon" aria-label={t("menu")}>
      <Ellipsis aria-hidden />
    </Button>
  );
  return (
    <>
      <Menu trigger={trigger}>
        <MenuItem icon={Trash2} onSelect={() => setAsking(true)}>
          {t("remove")}
        </MenuItem>
      </Menu>
      <Dialog open={isAsking} onOpenChange={setAsking} title={t("removeTitle", { title })} note={t("removeNote")}>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{t("keep")}</Button>
          <Button look="danger" isPending={remove.isPending} onClick={() => remove.start({ documentId: id })}>
            {t("remove")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

/** Saves the original as it was uploaded. The address behind it lives a minute and is made for each click. */
export function DownloadFile({ id }: { id: string }) {
  const t = useTranslations("documents");
  const link = useAction(linkToFile, ({ url }) => location.assign(url));
  return (
    <Button isPending={link.isPending} onClick={() => link.start({ documentId: id })}>
      <Download aria-hidden /> {t("download")}
    </Button>
  );
}

export function ReadAgain({ id }: { id: string }) {
  const t = useTranslations("documents");
  const read = useAction(readAgain);
  return (
    <Button size="sm" className="mt-2" isPending={read.isPending} onClick={() => read.start({ documentId: id })}>
      <RotateCw aria-hidden /> {t("readAgain")}
    </Button>
  );
}
