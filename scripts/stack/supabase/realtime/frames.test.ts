import { expect, test } from "vitest";
import { decode, encode, encodeBytes } from "./frames";

const message = { joinRef: "1", ref: "2", topic: "realtime:room", event: "phx_join", payload: { a: "é✓" } };

test.each(["1.0.0", "2.0.0"] as const)("a message of version %s is read as it was written", (version) => {
  expect(decode(Buffer.from(encode(version, message)), false)).toEqual(message);
});

test("a broadcast frame is read with names in any script", () => {
  const parts = ["1", "22", "realtime:räume", "ereignis ✓", ""].map((part) => Buffer.from(part));
  const header = Buffer.from([3, ...parts.map((part) => part.length), 1]);
  const frame = Buffer.concat([header, ...parts, Buffer.from(JSON.stringify({ text: "你好" }))]);
  expect(decode(frame, true)).toEqual({
    joinRef: "1",
    ref: "22",
    topic: "realtime:räume",
    event: "broadcast",
    payload: { event: "ereignis ✓", payload: { text: "你好" } },
  });
});

test("bytes are framed with topic and event before them", () => {
  const frame = encodeBytes("realtime:room", { event: "raw", payload: Uint8Array.of(0, 255) });
  expect([...frame.subarray(0, 5)]).toEqual([4, 13, 3, 0, 0]);
  expect(frame.subarray(5).toString("latin1")).toBe("realtime:roomraw\0ÿ");
});

test.each([
  ["an unknown kind of frame", Buffer.from([9, 0, 0, 0, 0, 0, 0]), true],
  ["a frame that is cut off", Buffer.from([3, 1]), true],
  ["text that isn't JSON", Buffer.from("hello"), false],
  ["JSON that isn't a message", Buffer.from('{"topic":1}'), false],
])("%s is refused", (_, data, isBinary) => {
  expect(() => decode(data, isBinary)).toThrow();
});
