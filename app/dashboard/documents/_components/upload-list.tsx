"use client";

import { CircleAlert, FileUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import type { UploadItem } from "./use-uploads";

type Uploads = { items: UploadItem[]; onRetry: (item: UploadItem) => void; onDrop: (id: number) => void };

/** The files that are on their way, and those that did not make it, with the reason. */
export function UploadList({ items, onRetry, onDrop }: Uploads) {
  const t = useTranslations("documents.uploads");
  const sending = items.filter(({ error }) => !error).length;
  if (items.length === 0) return null;
  return (
    <Card className="mb-6" aria-label={t("label")}>
      <h2 className="px-5 pt-4 pb-2" aria-live="polite">
        {sending > 0 ? t("sending", { count: sending }) : t("unfinished", { count: items.length })}
      </h2>
      <ul className="pb-2">
        {items.map((item) => (
          <UploadRow key={item.id} item={item} onRetry={() => onRetry(item)} onDrop={() => onDrop(item.id)} />
        ))}
      </ul>
    </Card>
  );
}

function UploadRow({ item, onRetry, onDrop }: { item: UploadItem; onRetry: () => void; onDrop: () => void }) {
  const t = useTranslations("documents.uploads");
  const { file, share, error, mayRetry } = item;
  const Icon = error ? CircleAlert : FileUp;
  return (
    <li className="flex items-start gap-3 px-5 py-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${error ? "text-bad" : "text-muted"}`} />
      <div className="min-w-0 flex-1">
        <p className="flex justify-between gap-4">
          <bdi className="truncate font-medium">{file.name}</bdi>
          {error ? null : (
            <span className="shrink-0 text-muted text-sm tabular-nums">
              {share === null ? t("waiting") : t("percent", { share })}
            </span>
          )}
        </p>
        {error ? (
          <p role="alert" className="text-bad text-sm">
            {error}
          </p>
        ) : (
          <div className="mt-1.5">
            <Progress label={t("progress", { name: file.name })} value={share ?? 0} />
          </div>
        )}
      </div>
      {mayRetry ? (
        <Button size="sm" onClick={onRetry}>
          {t("retry")}
        </Button>
      ) : null}
      {error ? (
        <Button size="icon" look="quiet" aria-label={t("dismiss", { name: file.name })} onClick={onDrop}>
          <X aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}
