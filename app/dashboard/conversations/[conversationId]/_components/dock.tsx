"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { MyName } from "@/app/dashboard/_components/my-name";
import { handBack, takeOver } from "@/app/dashboard/conversations/[conversationId]/actions";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { Composer } from "./composer";
import { useDesk } from "./desk";

/** Below the transcript: who answers, whether the visitor is there, and where the reader may answer. */
export function Dock() {
  const { isMine } = useDesk();
  return (
    <section className="sticky bottom-14 z-20 mt-6 flex flex-col gap-2.5 border-line border-t bg-canvas py-3 md:bottom-0">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <Who />
          <Visitor />
        </div>
        {isMine ? <HandBack /> : <TakeOver />}
      </div>
      {isMine ? <Composer /> : null}
    </section>
  );
}

function Who() {
  const t = useTranslations("handoff");
  const { name, isMine, isPersonWanted } = useDesk();
  const isWaiting = isPersonWanted && name === null;
  const who = name === null ? "assistant" : isMine ? "mine" : "other";
  return <p className="font-medium">{isWaiting ? t("waiting") : t(who, { name: name ?? "" })}</p>;
}

/** Where the visitor is, as far as that is known. */
function Visitor() {
  const t = useTranslations("handoff");
  const { isVisitorHere, isVisitorWriting, isMine } = useDesk();
  const where = isVisitorHere ? "here" : isMine && isVisitorHere === false ? "gone" : undefined;
  return (
    <p role="status" className="flex min-h-5 items-center gap-2 text-muted text-sm">
      {where ? (
        <span aria-hidden className={`size-2 rounded-full ${where === "here" ? "bg-good" : "border border-field"}`} />
      ) : null}
      {where ? t(isVisitorWriting ? "writing" : where) : null}
    </p>
  );
}

function HandBack() {
  const t = useTranslations("handoff");
  const { conversationId } = useDesk();
  const { start, isPending } = useAction(handBack);
  return (
    <Button isPending={isPending} onClick={() => start({ conversationId })}>
      {t("handBack")}
    </Button>
  );
}

function TakeOver() {
  const t = useTranslations("handoff");
  const { conversationId, name, may, me, business } = useDesk();
  const { start, isPending } = useAction(takeOver);
  const [isNaming, setNaming] = useState(false);
  if (may === "read" || (name !== null && may === "answer")) return null;
  const take = () => start({ conversationId, fromAnother: name !== null });
  const label = name === null ? t("takeOver") : t("takeOverFrom", { name });
  return (
    <>
      <Button
        look={name === null ? "primary" : "secondary"}
        isPending={isPending}
        onClick={() => (me.name ? take() : setNaming(true))}
      >
        {label}
      </Button>
      <MyName
        isOpen={isNaming}
        onClose={() => setNaming(false)}
        business={business}
        saveLabel={t("saveAndTakeOver")}
        onSaved={take}
      />
    </>
  );
}
