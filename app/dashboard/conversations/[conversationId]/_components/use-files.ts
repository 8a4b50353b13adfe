"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useFailureText } from "@/components/call-action";
import { Attachment, MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from "@/lib/conversations/attachments/schema";

/** A file that goes with the next message; `stored` once the server has it. */
export type ChosenFile = { key: string; name: string; stored?: Attachment };

const newKey = () => crypto.randomUUID();
const unreachable = { code: "unavailable" as const, message: "" };

/** The files that go with the next message: stored at once under its clientMessageId, and sent with it. */
export function useFiles() {
  const t = useTranslations("handoff.files");
  const failureText = useFailureText();
  const [messageKey, setMessageKey] = useState(newKey);
  const [chosen, setChosen] = useState<ChosenFile[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const removed = useRef(new Set<string>());

  const drop = (key: string) => setChosen((all) => all.filter((file) => file.key !== key));

  async function upload(file: File, key: string) {
    const query = new URLSearchParams({ name: file.name, clientMessageId: messageKey });
    const response = await fetch(`/api/attachments?${query}`, { method: "POST", body: file }).catch(() => undefined);
    const body: unknown = await response?.json().catch(() => undefined);
    const { success, data: stored } = Attachment.safeParse(body);
    if (success && removed.current.has(key)) return takeBack(stored);
    if (success)
      return setChosen((all) => all.map((other) => (other.key === key ? { ...other, ...stored, stored } : other)));
    drop(key);
    const { error } = (body ?? {}) as { error?: Parameters<typeof failureText>[0] };
    setProblem(t("refused", { name: file.name, reason: failureText(error ?? unreachable) }));
  }

  function add(list: FileList) {
    if (list.length === 0) return;
    setProblem(null);
    const files = [...list].slice(0, MAX_ATTACHMENTS - chosen.length);
    if (files.length < list.length) setProblem(t("many", { count: MAX_ATTACHMENTS }));
    for (const file of files) {
      if (file.size > MAX_ATTACHMENT_BYTES) {
        setProblem(t("refused", { name: file.name, reason: t("large") }));
        continue;
      }
      const key = newKey();
      setChosen((all) => [...all, { key, name: file.name }]);
      void upload(file, key);
    }
  }

  return {
    chosen,
    problem,
    areStored: chosen.every(({ stored }) => stored),
    add,
    remove: ({ key, stored }: ChosenFile) => {
      removed.current.add(key);
      drop(key);
      if (stored) takeBack(stored);
    },
    /** Gives the clientMessageId of the message that they go with, and begins with none for the next. */
    take: () => {
      setMessageKey(newKey());
      setChosen([]);
      setProblem(null);
      return messageKey;
    },
  };
}

/** What can't be taken back goes after a day. */
function takeBack({ id }: Attachment): void {
  void fetch(`/api/attachments?id=${id}`, { method: "DELETE" }).catch(() => undefined);
}
