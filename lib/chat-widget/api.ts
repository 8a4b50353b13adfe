import type { TurnEvent } from "./contract";
import { serverSentEvents } from "./stream";

/** A failed call. Status 0: nobody answered. */
export class ApiError extends Error {
  readonly status: number;
  /** How many seconds to wait before another try, where the server says so. */
  readonly wait: number;

  constructor(status: number, message = "", wait = 0) {
    super(message);
    this.status = status;
    this.wait = wait;
  }

  /** Nobody was there to take the call, so the same call may do later. */
  get isAway() {
    return this.status === 0 || (this.status > 501 && this.status < 505);
  }
}

export type Call = {
  method?: "GET" | "POST";
  token?: string | undefined;
  body?: unknown;
  signal?: AbortSignal;
  accept?: string;
};

async function call(url: string, { method = "POST", token, body, signal, accept = "application/json" }: Call) {
  const headers: Record<string, string> = { accept };
  if (body) headers["content-type"] = "application/json";
  if (token) headers.authorization = `Bearer ${token}`;
  const init = { method, headers, body: body ? JSON.stringify(body) : null, signal: signal ?? null };
  const response = await fetch(url, { ...init, credentials: "omit" }).catch(() => {
    throw new ApiError(0);
  });
  if (response.ok) return response;
  const failure = await response.json().catch(() => undefined);
  throw new ApiError(response.status, failure?.error?.message, Number(response.headers.get("retry-after")));
}

/** Calls an endpoint of the chat and gives its JSON. */
export async function callJson<T>(url: string, options: Call): Promise<T> {
  const response = await call(url, options);
  return response.json().catch(() => {
    throw new ApiError(0);
  });
}

/** Calls the chat and gives the events of the answer. A stream that breaks is an ApiError of status 0. */
export async function* callStream(url: string, options: Call): AsyncGenerator<TurnEvent> {
  const { body } = await call(url, { ...options, accept: "text/event-stream" });
  if (!body) throw new ApiError(0);
  try {
    for await (const { event, data } of serverSentEvents(body)) yield { event, data: JSON.parse(data) } as TurnEvent;
  } catch {
    throw new ApiError(0);
  }
}
