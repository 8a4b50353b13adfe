"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateSite } from "@/app/dashboard/website/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";

/** Where the widget may run, one origin a line. */
export function Origins({ siteId, origins }: { siteId: string; origins: string[] }) {
  const t = useTranslations("install");
  const toast = useToast();
  const [text, setText] = useState(origins.join("\n"));
  const save = useAction(updateSite, () => toast(t("originsSaved")));
  const lines = text.split("\n").map((line) => line.trim().replace(/\/+$/, ""));
  const allowedOrigins = [...new Set(lines.filter(Boolean))];
  return (
    <form
      className="flex flex-col items-start gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.start({ siteId, allowedOrigins });
      }}
    >
      <div className="w-full">
        <Field label={t("origins")} hint={t("originsHint")}>
          <Textarea
            value={text}
            onChange={(event) => setText(event.target.value)}
            rows={Math.max(2, lines.length)}
            spellCheck={false}
            className="min-h-16 font-mono text-sm"
          />
        </Field>
      </div>
      <Button type="submit" isPending={save.isPending}>
        {t("originsSave")}
      </Button>
    </form>
  );
}
