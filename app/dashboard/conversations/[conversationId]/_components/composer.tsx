"use client";

import { SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { namesOf } from "@/lib/conversations/attachments/wordless";
import { useDesk } from "./desk";
import { AttachButton, ChosenFiles } from "./files";
import { useFiles } from "./use-files";

const MAX_CHARS = 5000;

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
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the choice of a character, which sends nothing.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
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
      <Textarea
        ref={field}
        dir="auto"
        rows={1}
        value={text}
        maxLength={MAX_CHARS}
        aria-label={t("message")}
        placeholder={t("placeholder")}
        onChange={(event) => {
          setText(event.target.value);
          tellWriting();
        }}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-48 min-h-10 min-w-0 flex-1 resize-none py-2.5"
      />
      <Button type="submit" look="primary" size="lg" aria-label={t("send")} disabled={!canSend}>
        <SendHorizontal aria-hidden className="rtl:rotate-180" />
        <span className="max-sm:hidden">{t("send")}</span>
      </Button>
    </form>
  );
}
