import { expect, test } from "vitest";
import { PersistentMessageQueue } from "@/lib/chat-widget/storage/persistent-message-queue";

const message = (key: string, timestamp: number) => ({ type: "message", key, value: `text of ${key}`, timestamp });
const newQueue = (enablePersistence = true) => new PersistentMessageQueue({ customerId: "pk_a", enablePersistence });
const keys = ({ messages }: PersistentMessageQueue) => messages.map(({ key }) => key);

test("STORE-101 STORE-103 STORE-105 a message is in memory at once, and where nothing can be kept that is no error", async () => {
  for (const queue of [newQueue(true), newQueue(false)]) {
    const kept = queue.enqueue(message("one", 1));
    expect(keys(queue)).toEqual(["one"]);
    await kept;
    expect(await queue.loadPersistedMessages()).toMatchObject([{ key: "one", value: "text of one" }]);
  }
});

test("STORE-107 messages are sent oldest first, and what was sent is forgotten", async () => {
  const queue = newQueue();
  await Promise.all([message("two", 2), message("one", 1), message("three", 3)].map((each) => queue.enqueue(each)));
  const sent: string[] = [];
  await queue.replayWithPersistence(async ({ key }) => sent.push(key));
  expect(sent).toEqual(["one", "two", "three"]);
  expect(keys(queue)).toEqual([]);
});

test("STORE-107 where sending fails, the message and what is behind it stay, in order", async () => {
  const queue = newQueue();
  for (const at of [1, 2, 3]) await queue.enqueue(message(`message ${at}`, at));
  const send = async ({ timestamp }: { timestamp: number }) => {
    if (timestamp === 2) throw new Error("away");
  };
  await expect(queue.replayWithPersistence(send)).rejects.toThrow("away");
  expect(keys(queue)).toEqual(["message 2", "message 3"]);
});

test("the same message is in the queue once, as it was enqueued last", async () => {
  const queue = newQueue();
  await queue.enqueue(message("one", 1));
  await queue.enqueue({ ...message("one", 1), conversationId: "c" });
  expect(queue.messages).toMatchObject([{ key: "one", conversationId: "c" }]);
});

test("STORE-104 messages that name no conversation take the queue's, and only what is to be kept is noted as waiting", async () => {
  for (const enablePersistence of [true, false]) {
    const noted: (string | null)[] = [];
    const waiting = { get: () => noted.at(-1) ?? null, set: (value: string | null) => void noted.push(value) };
    const place = { customerId: "pk_a", sessionId: "s", conversationId: "c" };
    const queue = new PersistentMessageQueue({ enablePersistence, ...place, waiting });
    await queue.enqueue(message("one", 1));
    expect(queue.messages).toMatchObject([{ conversationId: "c" }]);
    expect(noted).toEqual(enablePersistence ? ["1"] : []);
  }
});
