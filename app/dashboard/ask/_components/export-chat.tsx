"use client";

import { Braces, Download, FileText, Sheet } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useDownload } from "@/components/use-download";

const formats = { pdf: FileText, csv: Sheet, json: Braces } as const;

/** The whole chat as a file. */
export function ExportChat({ userId }: { userId: string }) {
  const t = useTranslations("ask");
  const { download, isPending } = useDownload();
  const trigger = (
    <Button isPending={isPending}>
      <Download aria-hidden /> {t("export")}
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      {(Object.keys(formats) as (keyof typeof formats)[]).map((format) => (
        <MenuItem
          key={format}
          icon={formats[format]}
          onSelect={() => download(`/api/v1/exports/chat/${userId}?format=${format}`)}
        >
          {t(`exportAs.${format}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
