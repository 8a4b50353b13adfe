/** A server-sent event: its name and what JSON it carries. */
export type ServerEvent = { event: string; data: unknown };

/** Streams events as text/event-stream. A reader who goes away ends `events` through its `return`. */
export function eventStream(events: AsyncGenerator<ServerEvent>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await events.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(`event: ${value.event}\ndata: ${JSON.stringify(value.data)}\n\n`));
    },
    async cancel() {
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
