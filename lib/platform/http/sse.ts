import { AppError, type ErrorCode } from "@/lib/platform/errors";

/** A server-sent event: its name and what JSON it carries. */
export type ServerEvent = { event: string; data: unknown };

/**
 * Streams events as text/event-stream. A reader who goes away ends `events` through its `return`; `onLeave` is called
 * first, to stop what it waits for.
 */
export function eventStream(events: AsyncGenerator<ServerEvent>, onLeave?: () => void): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await events.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(`event: ${value.event}\ndata: ${JSON.stringify(value.data)}\n\n`));
    },
    async cancel() {
      onLeave?.();
      await events.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no", // Proxies would otherwise hold the stream back.
    },
  });
}

/** What the last event carries, for a reader who wants one JSON; an `error` is thrown. */
export async function lastEvent(events: AsyncGenerator<ServerEvent>): Promise<unknown> {
  let last: ServerEvent | undefined;
  for await (const event of events) last = event;
  if (last?.event !== "error") return last?.data;
  const { code, message } = last.data as { code: ErrorCode; message: string };
  throw new AppError(code, message);
}
