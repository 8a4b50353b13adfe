"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useRef, useState } from "react";
import { addFile, finishUpload, forgetFile } from "@/app/dashboard/documents/actions";
import { callAction, useFailureText } from "@/components/call-action";
import { AddFile } from "@/lib/knowledge/documents/schema";
import { sendFile } from "./send-file";

/** A file on its way; `share` of it has left. With an error it goes no further. */
export type UploadItem = { id: number; file: File; share: number | null; error?: string; mayRetry?: boolean };

const AT_ONCE = 3;

/** Uploads files a few at a time. Those that have arrived leave the list; those that failed say why. */
export function useUploads() {
  const t = useTranslations("documents.uploads");
  const failureText = useFailureText();
  const router = useRouter();
  const [items, setItems] = useState<UploadItem[]>([]);
  const queue = useRef<UploadItem[]>([]);
  const active = useRef(0);
  const lastId = useRef(0);

  const change = (id: number, part: Partial<UploadItem>) =>
    setItems((all) => all.map((item) => (item.id === id ? { ...item, ...part } : item)));
  const drop = (id: number) => setItems((all) => all.filter((item) => item.id !== id));

  /** It leaves here in the moment in which it stands among the others. */
  const arrive = (id: number) =>
    startTransition(() => {
      router.refresh();
      drop(id);
    });

  async function upload({ id, file }: UploadItem) {
    const announced = await callAction(addFile, { name: file.name, bytes: file.size });
    if (!announced.ok) return change(id, { share: null, error: failureText(announced.error), mayRetry: true });
    const { document, upload } = announced.data;
    const isSent = await sendFile(file, upload, (share) => change(id, { share }));
    const finished = isSent ? await callAction(finishUpload, { documentId: document.id }) : null;
    if (finished?.ok) return arrive(id);
    await callAction(forgetFile, { documentId: document.id });
    change(id, { share: null, error: finished ? failureText(finished.error) : t("failed"), mayRetry: true });
  }

  function work() {
    while (active.current < AT_ONCE) {
      const next = queue.current.shift();
      if (!next) return;
      active.current++;
      change(next.id, { share: 0 });
      void upload(next).finally(() => {
        active.current--;
        work();
      });
    }
  }

  function add(files: Iterable<File>) {
    const added = Array.from(files, (file): UploadItem => {
      const refusal = AddFile.safeParse({ name: file.name, bytes: file.size }).error?.issues[0]?.message;
      lastId.current++;
      return { id: lastId.current, file, share: null, ...(refusal && { error: refusal }) };
    });
    setItems((all) => [...all, ...added]);
    queue.current.push(...added.filter(({ error }) => !error));
    work();
  }

  function retry({ id, file }: UploadItem) {
    drop(id);
    add([file]);
  }

  return { items, add, drop, retry };
}
