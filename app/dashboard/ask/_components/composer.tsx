"use client";

import { SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Ref, useState } from "react";
import { MessageField } from "@/components/message-field";
import { Button } from "@/components/ui/button";

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
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="flex items-end gap-2"
    >
      <MessageField
        ref={fieldRef}
        value={text}
        aria-label={t("message")}
        placeholder={t("placeholder")}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="primary" size="lg" aria-label={t("send")} disabled={!text.trim()}>
        <SendHorizontal aria-hidden className="rtl:rotate-180" />
        <span className="max-sm:hidden">{t("send")}</span>
      </Button>
    </form>
  );
}
