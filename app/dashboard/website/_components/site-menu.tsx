"use client";

import { Ellipsis, List, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteSite } from "@/app/dashboard/website/actions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useAction } from "@/components/use-action";

/** What is seldom done with a site. Removing it asks for its name, for that can't be undone. */
export function SiteMenu({ siteId, name }: { siteId: string; name: string }) {
  const t = useTranslations("website.menu");
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const remove = useAction(deleteSite);
  const trigger = (
    <Button size="icon" aria-label={t("label")}>
      <Ellipsis aria-hidden />
    </Button>
  );
  return (
    <>
      <Menu trigger={trigger}>
        <MenuItem icon={List} onSelect={() => router.push("/dashboard/website?all")}>
          {t("all")}
        </MenuItem>
        <MenuItem icon={Trash2} onSelect={() => setAsking(true)}>
          {t("remove")}
        </MenuItem>
      </Menu>
      <Dialog open={isAsking} onOpenChange={setAsking} title={t("removeTitle", { name })} note={t("removeNote")}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === name) remove.start({ siteId });
          }}
        >
          <Field label={t("typeName", { name })}>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
          </Field>
          <Button type="submit" look="danger" disabled={typed !== name} isPending={remove.isPending}>
            {t("remove")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
