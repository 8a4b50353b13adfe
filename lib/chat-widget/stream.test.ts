import { expect, test } from "vitest";
import { createParser, serverSentEvents } from "./stream";

const text = 'event: delta\r\ndata: {"text":"Grüße 👋"}\r\n\r\n: still here\n\nevent: done\ndata: {"a":\ndata: 1}\n\n';
const events = [
  { event: "delta", data: '{"text":"Grüße 👋"}' },
  { event: "done", data: '{"a":\n1}' },
];

function bodyOf(bytes: Uint8Array, size: number, onCancel = () => {}): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
    cancel: onCancel,
  });
}

test.each([1, 2, 3, 5, 7, 1000])(
  "BASE-004 events are whole when the network cuts them every %i bytes",
  async (size) => {
    const bytes = new TextEncoder().encode(text);
    const seen = await Array.fromAsync(serverSentEvents(bodyOf(bytes, size)));
    expect(seen).toEqual(events);
  },
);

test("an event that the end cuts off is not given", () => {
  const parse = createParser();
  expect(parse("data: one\n\ndata: tw")).toEqual([{ event: "message", data: "one" }]);
  expect(parse("o")).toEqual([]);
});

test("BASE-004 leaving the loop cancels the request's body", async () => {
  let isCancelled = false;
  const body = bodyOf(new TextEncoder().encode(text), 40, () => {
    isCancelled = true;
  });
  for await (const _ of serverSentEvents(body)) break;
  expect(isCancelled).toBe(true);
});
