"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useDownload } from "@/components/use-download";

const formats = ["pdf", "csv", "json"] as const;

/** All that visitors and their answerers said, as a file; of some days alone where they are chosen. */
export function ExportConversations() {
  const t = useTranslations("insights");
  const { download, isPending } = useDownload();
  const [{ from, to }, setDays] = useState({ from: "", to: "" });
  const isBackward = from !== "" && to !== "" && from > to;
  const start = (format: string) => {
    const days = Object.entries({ from, to }).filter(([, day]) => day !== "");
    download(`/api/v1/exports/conversations?${new URLSearchParams([["format", format], ...days])}`);
  };
  return (
    <Card>
      <CardHeader title={t("export")} note={t("exportNote")} />
      <div className="flex flex-wrap items-start gap-x-3 gap-y-4 px-5 pb-5">
        <Field label={t("from")}>
          <Input
            type="date"
            value={from}
            className="w-40"
            onChange={(event) => setDays({ from: event.target.value, to })}
          />
        </Field>
        <Field label={t("to")} error={isBackward ? t("backward") : undefined}>
          <Input
            type="date"
            value={to}
            className="w-40"
            onChange={(event) => setDays({ from, to: event.target.value })}
          />
        </Field>
        <div className="flex flex-wrap gap-2 sm:pt-6.5">
          {formats.map((format) => (
            <Button
              key={format}
              isPending={isPending}
              disabled={isBackward}
              className="h-9"
              onClick={() => start(format)}
            >
              <Download aria-hidden /> {t("download", { format: format.toUpperCase() })}
            </Button>
          ))}
        </div>
      </div>
    </Card>
  );
}
