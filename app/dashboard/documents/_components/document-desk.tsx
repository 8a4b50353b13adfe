"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ACCEPTED_FILES } from "@/lib/knowledge/documents/schema";
import { AddDocument } from "./document-form";
import { UploadList } from "./upload-list";
import { useUploads } from "./use-uploads";

type Desk = {
  title: ReactNode;
  /** Whether `children` say that there is nothing yet: left out while the first files are on their way. */
  isEmpty: boolean;
  children: ReactNode;
};

/** Where documents are given: files by a button or dropped anywhere here, texts and answers in a window. */
export function DocumentDesk({ title, isEmpty, children }: Desk) {
  const t = useTranslations("documents");
  const { items, add, drop, retry } = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const { isOver, handlers } = useDrop(add);
  return (
    <div {...handlers} className="relative min-h-[60vh]">
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        {title}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={() => input.current?.click()}>
            <Upload aria-hidden /> {t("upload")}
          </Button>
          <AddDocument kind="text" />
          <AddDocument kind="qa" />
        </div>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t("upload")}
          accept={ACCEPTED_FILES.join()}
          onChange={({ currentTarget }) => {
            add(currentTarget.files ?? []);
            currentTarget.value = ""; // So that the same file can be chosen again.
          }}
        />
      </header>
      <UploadList items={items} onRetry={retry} onDrop={drop} />
      {isEmpty && items.some(({ error }) => !error) ? null : children}
      {isOver ? <DropZone /> : null}
    </div>
  );
}

function DropZone() {
  const t = useTranslations("documents");
  return (
    <div className="pointer-events-none absolute -inset-3 z-20 grid animate-appear place-items-center rounded-xl border-2 border-accent-ink border-dashed bg-accent-soft/95">
      <div className="text-center">
        <Upload aria-hidden className="mx-auto size-6 text-accent-ink" strokeWidth={1.75} />
        <p className="mt-3 font-semibold text-accent-ink text-lg">{t("drop")}</p>
        <p className="text-muted">{t("dropNote")}</p>
      </div>
    </div>
  );
}

/** Whether files are being dragged over an element, and what happens when they are let go. */
function useDrop(onFiles: (files: FileList) => void) {
  const depth = useRef(0); // The browser tells of every child that is entered and left.
  const [isOver, setOver] = useState(false);
  const enter = (by: number) => {
    depth.current = by === 0 ? 0 : depth.current + by;
    setOver(depth.current > 0);
  };
  const whenFiles = (run: (event: DragEvent) => void) => (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    run(event);
  };
  return {
    isOver,
    handlers: {
      onDragEnter: whenFiles(() => enter(1)),
      onDragOver: whenFiles(() => {}),
      onDragLeave: whenFiles(() => enter(-1)),
      onDrop: whenFiles(({ dataTransfer }) => {
        enter(0);
        onFiles(dataTransfer.files);
      }),
    },
  };
}
