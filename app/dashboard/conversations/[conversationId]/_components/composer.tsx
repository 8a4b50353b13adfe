"use client";

import { SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { MessageField } from "@/components/message-field";
import { Button } from "@/components/ui/button";
import { namesOf } from "@/lib/conversations/attachments/wordless";
import { useDesk } from "./desk";
import { AttachButton, ChosenFiles } from "./files";
import { useFiles } from "./use-files";

/** Where a member writes to the visitor and attaches files. Enter sends, Shift and Enter begin a line. */
export function Composer() {
  const t = useTranslations("handoff");
  const { send, tellWriting } = useDesk();
  const [text, setText] = useState("");
  const files = useFiles();
  const field = useRef<HTMLTextAreaElement>(null);
  const content = text.trim() || namesOf(files.chosen);
  const canSend = content !== "" && files.areStored;
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const submit = () => {
    if (!canSend) return;
    setText("");
    send(content, files.take());
    field.current?.focus();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onPaste={(event) => files.add(event.clipboardData.files)}
      onDragOver={(event) => event.dataTransfer.types.includes("Files") && event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length > 0) event.preventDefault();
        files.add(event.dataTransfer.files);
      }}
      className="flex flex-wrap items-end gap-2"
    >
      <ChosenFiles {...files} />
      <AttachButton onChoose={files.add} />
      <MessageField
        ref={field}
        value={text}
        aria-label={t("message")}
        placeholder={t("placeholder")}
        onChange={(event) => {
          setText(event.target.value);
          tellWriting();
        }}
      />
      <Button type="submit" look="primary" size="lg" aria-label={t("send")} disabled={!canSend}>
        <SendHorizontal aria-hidden className="rtl:rotate-180" />
        <span className="max-sm:hidden">{t("send")}</span>
      </Button>
    </form>
  );
}
