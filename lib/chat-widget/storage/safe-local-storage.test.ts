import { afterEach, expect, test, vi } from "vitest";
import { createOutbox } from "./outbox";
import { safeLocalStorage } from "./safe-local-storage";
import { createSlots } from "./slots";

class Drawer implements Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

function useDrawers() {
  const drawers = { localStorage: new Drawer(), sessionStorage: new Drawer() };
  for (const [name, drawer] of Object.entries(drawers)) vi.stubGlobal(name, drawer);
  return drawers;
}

const message = (clientMessageId: string) => ({ clientMessageId, text: `text of ${clientMessageId}`, at: 1 });

afterEach(() => vi.unstubAllGlobals());

test("STORE-092 a full or forbidden storage never throws, and reads as empty", () => {
  const refuse = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(safeLocalStorage.getItem("a")).toBeNull();
  expect(() => safeLocalStorage.setItem("a", "b")).not.toThrow();
  expect(() => safeLocalStorage.removeItem("a")).not.toThrow();
});

test("STORE-092 a browser without storage reads as empty", () => {
  expect(safeLocalStorage.getItem("a")).toBeNull();
});

test("STORE-091 STORE-093 words of a conversation are only ever in the tab's storage", () => {
  const { localStorage, sessionStorage } = useDrawers();
  createOutbox(createSlots("pk_a").outbox).add(message("one"));
  expect([...localStorage.kept]).toEqual([]);
  expect([...sessionStorage.kept.keys()]).toEqual(["omniops:outbox:pk_a"]);
});

test("STORE-093 a reload finds the messages that were not acknowledged, in order and under their ids", () => {
  useDrawers();
  const before = createOutbox(createSlots("pk_a").outbox);
  for (const id of ["one", "two", "three"]) before.add(message(id));
  before.remove("two");
  const after = createOutbox(createSlots("pk_a").outbox);
  expect(after.all()).toEqual([message("one"), message("three")]);
  expect(createOutbox(createSlots("pk_b").outbox).all()).toEqual([]);
});

test("the same message is in the outbox once", () => {
  useDrawers();
  const outbox = createOutbox(createSlots("pk_a").outbox);
  outbox.add(message("one"));
  outbox.add(message("one"));
  expect(outbox.all()).toHaveLength(1);
});

test("an acknowledged outbox leaves nothing behind", () => {
  const { sessionStorage } = useDrawers();
  const outbox = createOutbox(createSlots("pk_a").outbox);
  outbox.add(message("one"));
  outbox.remove("one");
  expect(sessionStorage.kept.size).toBe(0);
});

test("what another script has left under the key is not a reason to fail", () => {
  const { sessionStorage } = useDrawers();
  sessionStorage.setItem("omniops:outbox:pk_a", "{not json");
  expect(createOutbox(createSlots("pk_a").outbox).all()).toEqual([]);
});
