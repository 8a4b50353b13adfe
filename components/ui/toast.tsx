"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Primitive } from "radix-ui";
import { createContext, type ReactNode, use, useCallback, useState } from "react";

type Toast = { id: number; tone: "good" | "bad"; text: string; undo?: () => void };
type Show = (text: string, options?: { tone?: Toast["tone"]; undo?: () => void }) => void;

const ToastContext = createContext<Show>(() => {});

/** Says in a corner that something happened, with a way back where there is one. */
export const useToast = () => use(ToastContext);

export function Toaster({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  const [toasts, setToasts] = useState<Toast[]>([]);
  const show = useCallback<Show>((text, { tone = "good", ...rest } = {}) => {
    setToasts((all) => [...all.slice(-2), { id: (all.at(-1)?.id ?? 0) + 1, tone, text, ...rest }]);
  }, []);
  const drop = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={show}>
      <Primitive.Provider label={t("notice")} duration={6000} swipeDirection="right">
        {children}
        {toasts.map((toast) => (
          <ToastView key={toast.id} toast={toast} onClose={() => drop(toast.id)} />
        ))}
        <Primitive.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 max-md:bottom-20" />
      </Primitive.Provider>
    </ToastContext>
  );
}

function ToastView({ toast: { tone, text, undo }, onClose }: { toast: Toast; onClose: () => void }) {
  const t = useTranslations("ui");
  const Icon = tone === "good" ? CircleCheck : CircleAlert;
  return (
    <Primitive.Root
      onOpenChange={(isOpen) => isOpen || onClose()}
      className="flex animate-rise items-start gap-2.5 rounded-lg border border-line bg-raised p-3 shadow-lg"
    >
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone === "good" ? "text-good" : "text-bad"}`} />
      <Primitive.Description className="flex-1">{text}</Primitive.Description>
      {undo ? (
        <Primitive.Action altText={t("undo")} onClick={undo} className="font-medium text-accent-ink hover:underline">
          {t("undo")}
        </Primitive.Action>
      ) : null}
      <Primitive.Close aria-label={t("close")} className="mt-0.5 text-muted hover:text-ink">
        <X aria-hidden className="size-4" />
      </Primitive.Close>
    </Primitive.Root>
  );
}
