"use client";

import { SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type Ref, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";

const MAX_CHARS = 5000;

/** Where a question is written. Enter sends it, Shift and Enter begin a line. */
export function Composer({
  onSend,
  fieldRef,
}: {
  onSend: (message: string) => void;
  fieldRef: Ref<HTMLTextAreaElement>;
}) {
  const t = useTranslations("ask");
  const [text, setText] = useState("");
  const send = () => {
    const message = text.trim();
    if (!message) return;
    setText("");
    onSend(message);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the choice of a character, which sends nothing.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="flex items-end gap-2"
    >
      <Textarea
        ref={fieldRef}
        dir="auto"
        rows={1}
        value={text}
        maxLength={MAX_CHARS}
        aria-label={t("message")}
        placeholder={t("placeholder")}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-48 min-h-10 resize-none py-2.5"
      />
      <Button type="submit" look="primary" size="lg" aria-label={t("send")} disabled={!text.trim()}>
        <SendHorizontal aria-hidden className="rtl:rotate-180" />
        <span className="max-sm:hidden">{t("send")}</span>
      </Button>
    </form>
  );
}
