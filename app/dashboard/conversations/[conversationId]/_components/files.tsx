"use client";

import { LoaderCircle, Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { ChosenFile } from "./use-files";

/** Lets the member choose files of this computer. */
export function AttachButton({ onChoose }: { onChoose: (files: FileList) => void }) {
  const t = useTranslations("handoff.files");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          if (currentTarget.files) onChoose(currentTarget.files);
          currentTarget.value = "";
        }}
      />
      <Button
        look="quiet"
        size="icon"
        aria-label={t("attach")}
        title={t("attach")}
        onClick={() => input.current?.click()}
        className="my-1 shrink-0"
      >
        <Paperclip aria-hidden />
      </Button>
    </>
  );
}

type ChosenFilesProps = { chosen: ChosenFile[]; problem: string | null; remove: (file: ChosenFile) => void };

/** What goes with the next message, and why something does not. */
export function ChosenFiles({ chosen, problem, remove }: ChosenFilesProps) {
  const t = useTranslations("handoff.files");
  return (
    <>
      {problem ? (
        <p role="alert" className="basis-full text-bad text-sm">
          {problem}
        </p>
      ) : null}
      {chosen.length > 0 ? (
        <ul aria-label={t("chosen")} className="flex min-w-0 basis-full flex-wrap gap-2">
          {chosen.map((file) => (
            <Chosen key={file.key} file={file} onRemove={() => remove(file)} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Chosen({ file: { name, stored }, onRemove }: { file: ChosenFile; onRemove: () => void }) {
  const t = useTranslations("handoff.files");
  return (
    <li className="flex h-9 min-w-0 max-w-full items-center gap-2 rounded-md border border-line bg-surface ps-2 text-sm">
      {stored ? (
        <Preview file={stored} />
      ) : (
        <LoaderCircle aria-label={t("uploading")} className="size-4 shrink-0 animate-spin text-muted" />
      )}
      <bdi className="max-w-60 truncate">{name}</bdi>
      <Button look="quiet" size="icon" aria-label={t("remove", { name })} onClick={onRemove} className="shrink-0">
        <X aria-hidden />
      </Button>
    </li>
  );
}

function Preview({ file: { id, mediaType } }: { file: NonNullable<ChosenFile["stored"]> }) {
  if (!mediaType.startsWith("image/")) return <Paperclip aria-hidden className="size-4 shrink-0 text-muted" />;
  return (
    // biome-ignore lint/performance/noImgElement: The optimiser would ask without the member's cookie.
    <img src={`/api/attachments?id=${id}`} alt="" className="-ms-1 size-7 shrink-0 rounded-sm object-cover" />
  );
}
