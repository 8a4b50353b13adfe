"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { addLines } from "@/app/dashboard/evaluation/_components/add-lines";
import { deleteQuestion } from "@/app/dashboard/evaluation/actions";
import { callAction, useFailureText } from "@/components/call-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import type { EvaluationQuestion } from "@/lib/knowledge/evaluation/schema";

/** Removes a question at once, with a way back as long as its page is there. */
export function RemoveQuestion({ question: { id, question, url, title } }: { question: EvaluationQuestion }) {
  const t = useTranslations("evaluation");
  const router = useRouter();
  const toast = useToast();
  const failureText = useFailureText();
  const undo = async () => {
    const result = await callAction(addLines, [{ question, url }]);
    if (!result.ok) toast(failureText(result.error), { tone: "bad" });
    router.refresh();
  };
  const remove = useAction(deleteQuestion, () => toast(t("removed"), { ...(title !== null && { undo }) }));
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label={t("remove", { question })}
      isPending={remove.isPending}
      onClick={() => remove.start({ questionId: id })}
    >
      <X aria-hidden />
    </Button>
  );
}
