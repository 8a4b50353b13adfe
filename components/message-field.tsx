"use client";

import type { ComponentProps, KeyboardEvent } from "react";
import { Textarea } from "@/components/ui/input";

const MAX_CHARS = 5000;

/** Where a message is written; it grows with what is written. Enter submits its form, Shift and Enter begin a line. */
export function MessageField(props: Omit<ComponentProps<typeof Textarea>, "className">) {
  return (
    <Textarea
      dir="auto"
      rows={1}
      maxLength={MAX_CHARS}
      onKeyDown={submitOnEnter}
      {...props}
      className="field-sizing-content max-h-48 min-h-10 min-w-0 flex-1 resize-none py-2.5"
    />
  );
}

function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  // Enter also ends the choice of a character, which sends nothing.
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
