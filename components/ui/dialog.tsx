"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import "./style-nonce";

/** A window over the page. On a phone it rises from the bottom. */
export function Dialog({
  trigger,
  title,
  note,
  children,
  ...root
}: {
  trigger?: ReactNode;
  title: string;
  note?: ReactNode;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}) {
  const t = useTranslations("ui");
  return (
    <Primitive.Root {...root}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(20_18_15/45%)]" />
        <Primitive.Content
          {...(note ? {} : { "aria-describedby": undefined })}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-rise overflow-y-auto rounded-t-xl border border-line bg-raised p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-lg sm:top-[18vh] sm:bottom-auto sm:mx-auto sm:w-[28rem] sm:rounded-xl"
        >
          <Primitive.Title className="pr-8 text-lg">{title}</Primitive.Title>
          {note ? <Primitive.Description className="mt-1 text-muted">{note}</Primitive.Description> : null}
          <div className="mt-4">{children}</div>
          <Primitive.Close
            aria-label={t("close")}
            className="absolute top-3.5 right-3.5 grid size-8 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
