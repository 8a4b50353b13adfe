import type { ChatResponse } from "@/lib/assistant/operations";
import { serverSentEvents } from "@/lib/chat-widget/stream";
import type { ChatHistoryResponse } from "@/lib/conversations/chat-history/schema";
import { AppError, asAppError, type ErrorCode } from "@/lib/platform/errors";

/** What went wrong; the message is empty where nobody answered. */
export type Failure = { code: ErrorCode; message: string };

/** What a call of `chatApi` threw. */
export const failureIn = (thrown: unknown): Failure => asAppError(thrown);

type Sending = {
  /** The id of the message: sent again under it, it is the same message. */
  clientMessageId?: string;
  /** Is given each piece of the answer as it is written. */
  onText?: (text: string) => void;
};

/** A signed-in user's own chat with the assistant, from their browser. Every failure is an AppError. */
export const chatApi = {
  /** A page of the user's exchanges, the newest first: `offset` newer ones are passed over, or all down to `before`. */
  getChatHistory: (userId: string, limit = 50, offset = 0, before?: string): Promise<ChatHistoryResponse> =>
    get(`history/${userId}`, { limit: String(limit), ...(before ? { before } : { offset: String(offset) }) }),

  /** The user's exchanges in which every word of the query was said, the newest first. */
  searchChatHistory: (userId: string, query: string, limit = 50): Promise<ChatHistoryResponse> =>
    get(`search/${userId}`, { q: query, limit: String(limit) }),

  /** Asks the assistant. Resolves when question and answer are stored. */
  async sendMessage(userId: string, message: string, { clientMessageId, onText }: Sending = {}): Promise<ChatResponse> {
    const response = await call("send", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ user_id: userId, message, client_message_id: clientMessageId }),
    });
    return responseIn(response, onText).catch((thrown: unknown) => {
      throw thrown instanceof AppError ? thrown : unreachable();
    });
  },
};

async function responseIn({ body }: Response, onText?: (text: string) => void): Promise<ChatResponse> {
  for await (const { event, data } of body ? serverSentEvents(body) : []) {
    if (event === "delta") onText?.(JSON.parse(data).text);
    if (event === "error") throw failureOf(JSON.parse(data));
    if (event === "done") return JSON.parse(data);
  }
  throw unreachable();
}

async function get(path: string, query: Record<string, string>): Promise<ChatHistoryResponse> {
  const response = await call(`${path}?${new URLSearchParams(query)}`);
  return response.json();
}

async function call(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(`/api/v1/chat/${path}`, init).catch(() => {
    throw unreachable();
  });
  if (response.ok) return response;
  const told = response.json().then(({ error }: { error: Failure }) => failureOf(error));
  throw await told.catch(unreachable);
}

const failureOf = ({ code, message }: Failure) => new AppError(code, message);

/** Nobody answered, or not to the end; the message is empty, so that the page says it in its own words. */
const unreachable = () => new AppError("unavailable", "");
