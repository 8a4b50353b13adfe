import { expect, test } from "vitest";
import { eventStream } from "./sse";

test("events go out one by one, as they come", async () => {
  const response = eventStream(
    (async function* () {
      yield { event: "delta", data: { text: "line\nbreak" } };
      yield { event: "done", data: {} };
    })(),
  );
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(await response.text()).toBe('event: delta\ndata: {"text":"line\\nbreak"}\n\nevent: done\ndata: {}\n\n');
});

test("BASE-004 a reader who goes away ends the work behind the stream", async () => {
  let isEnded = false;
  async function* endless() {
    try {
      for (let n = 0; ; n++) yield { event: "delta", data: n };
    } finally {
      isEnded = true;
    }
  }
  const reader = eventStream(endless()).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(isEnded).toBe(true);
});
