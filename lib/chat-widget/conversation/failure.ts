import { ApiError } from "@/lib/chat-widget/api";
import type { Store } from "./state";
import { answerKey } from "./turn";

/** Shows what became of a message whose turn did not end well. Returns whether it is kept, to be sent again. */
export function showFailure(store: Store, clientMessageId: string, error: unknown): boolean {
  const answer = store.get().entries.find(({ key }) => key === answerKey(clientMessageId));
  const isKept = !(error instanceof ApiError) || error.isAway;
  if (!isKept && answer?.text) {
    store.put({ key: answer.key, state: "interrupted" });
    return false;
  }
  if (answer) store.drop(answer.key);
  if (isKept) {
    store.put({ key: clientMessageId, state: "kept" });
    store.set({ reach: "away" });
  } else {
    store.put({ key: clientMessageId, state: "failed", wait: error.wait });
  }
  return isKept;
}

/** Shows that the visitor stopped the answer: what had come stays. */
export function showStopped(store: Store, clientMessageId: string): void {
  store.put({ key: clientMessageId, state: "sent" });
  store.put({ key: answerKey(clientMessageId), state: "stopped" });
}
