"use client";

import { startTransition, useState } from "react";
import { say } from "@/app/dashboard/conversations/[conversationId]/actions";
import { callAction, useFailureText } from "@/components/call-action";

/** Something written to the visitor that the transcript doesn't show yet. */
export type Draft = {
  /** Its clientMessageId: however often it is sent, it is said once. */
  key: string;
  content: string;
  /** Why it was not sent; absent while it is on its way. */
  failure?: string;
};

/** What a member writes shows at once, and stays where it could not be sent. */
export function useOutbox(conversationId: string, onSent: () => void) {
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const failureText = useFailureText();
  const drop = (key: string) => setDrafts((all) => all.filter((draft) => draft.key !== key));
  const send = (content: string, key: string = crypto.randomUUID()) => {
    const put = (draft: Draft) =>
      setDrafts((all) =>
        all.some((other) => other.key === key)
          ? all.map((other) => (other.key === key ? draft : other))
          : [...all, draft],
      );
    put({ key, content });
    startTransition(async () => {
      const result = await callAction(say, { conversationId, clientMessageId: key, content });
      if (!result.ok) put({ key, content, failure: failureText(result.error) });
      onSent();
    });
  };
  return { drafts, send, drop };
}
