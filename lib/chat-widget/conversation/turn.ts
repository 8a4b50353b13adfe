import { ApiError, callStream } from "@/lib/chat-widget/api";
import type { Answer, TurnEvent } from "@/lib/chat-widget/contract";
import type { QueuedMessage } from "@/lib/chat-widget/storage/persistent-message-queue";
import { createReveal } from "./reveal";
import type { Store } from "./state";

/** After this long without an answer's end, the server is taken to be away. */
const LONGEST_TURN_MS = 120_000;

export type Turn = { url: string; token: string; message: QueuedMessage; language: string | null; signal: AbortSignal };

export const answerKey = (clientMessageId: string) => `answer:${clientMessageId}`;

/** Sends one message and shows its answer as it streams. Returns what `done` said; throws ApiError when it never came. */
export async function runTurn(store: Store, { url, token, message, language, signal }: Turn): Promise<Answer> {
  const { key: clientMessageId, value, conversationId } = message;
  const key = answerKey(clientMessageId);
  const body = {
    message: value,
    clientMessageId,
    pageUrl: location.origin + location.pathname, // Without its query, which may hold what is private.
    ...(conversationId && { conversationId }),
    ...(language && { languageOverride: language }),
  };
  const either = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_TURN_MS)]);
  const reveal = createReveal((text) => store.put({ key, text }));
  try {
    for await (const event of callStream(url, { token, body, signal: either })) {
      if (event.event === "done") {
        await reveal.settle();
        return event.data;
      }
      take(store, event, message, reveal.push);
    }
    throw new ApiError(0);
  } finally {
    reveal.stop();
  }
}

function take(
  store: Store,
  { event, data }: Exclude<TurnEvent, { event: "done" }>,
  { key: clientMessageId }: QueuedMessage,
  push: (text: string) => void,
) {
  const key = answerKey(clientMessageId);
  if (event === "start") {
    store.put({ key: clientMessageId, state: "sent" });
    store.put({ key, id: data.messageId, role: "assistant", state: "streaming" });
    store.set({ conversationId: data.conversationId, language: data.language });
  }
  if (event === "delta") push(data.text);
  if (event === "sources") store.put({ key, sources: data.sources });
  if (event === "error") throw new ApiError(data.code === "unavailable" ? 503 : 500, data.message);
}
