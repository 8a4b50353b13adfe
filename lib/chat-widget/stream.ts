export type ServerSentEvent = { event: string; data: string };

/** Reads text/event-stream from a fetch body, wherever the network cuts it. Leaving the loop cancels the body. */
export async function* serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = createParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Gives the events that each piece of text completes; an event that the end cuts off is never given. */
export function createParser(): (text: string) => ServerSentEvent[] {
  let rest = "";
  return (text) => {
    // A CR at the very end may be half of a CRLF: it waits for the next piece.
    const blocks = (rest + text).replace(/\r\n|\r(?!$)/g, "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    return blocks.map(parseEvent).filter(({ data }) => data);
  };
}

function parseEvent(block: string): ServerSentEvent {
  const values = (field: string) => {
    const lines = block.split("\n").filter((line) => line.startsWith(`${field}:`));
    return lines.map((line) => line.slice(field.length + 1).replace(/^ /, ""));
  };
  return { event: values("event").at(-1) ?? "message", data: values("data").join("\n") };
}
