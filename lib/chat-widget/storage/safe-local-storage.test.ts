import { afterEach, expect, test, vi } from "vitest";
import { safeLocalStorage } from "./safe-local-storage";

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
