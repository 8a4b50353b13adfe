"use client";

import { SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { useDesk } from "./desk";

const MAX_CHARS = 5000;

/** Where a member writes to the visitor. Enter sends, Shift and Enter begin a line. */
export function Composer() {
  const t = useTranslations("handoff");
  const { send, tellWriting } = useDesk();
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const submit = () => {
    const content = text.trim();
    if (!content) return;
    setText("");
    send(content);
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
      className="flex items-end gap-2"
    >
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
        className="field-sizing-content max-h-48 min-h-10 resize-none py-2.5"
      />
      <Button type="submit" look="primary" size="lg" aria-label={t("send")} disabled={!text.trim()}>
        <SendHorizontal aria-hidden className="rtl:rotate-180" />
        <span className="max-sm:hidden">{t("send")}</span>
      </Button>
    </form>
  );
}
