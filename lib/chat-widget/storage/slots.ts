import { safeLocalStorage, safeSessionStorage } from "./safe-local-storage";

export type Slot = { get(): string | null; set(value: string | null): void };

/** Everything that the widget leaves in the host page's simple storage: how it looks, and no word or credential. */
export type Slots = {
  /** The language that the visitor chose. Kept. */
  language: Slot;
  /** Whether something written waits to be sent. Kept. */
  waiting: Slot;
  /** Whether the panel was open. For a reload of this tab. */
  open: Slot;
};

function slot(storage: typeof safeLocalStorage, key: string): Slot {
  return {
    get: () => storage.getItem(key),
    set: (value) => (value === null ? storage.removeItem(key) : storage.setItem(key, value)),
  };
}

export const createSlots = (siteKey: string): Slots => ({
  language: slot(safeLocalStorage, "omniops:language"),
  waiting: slot(safeLocalStorage, `omniops:waiting:${siteKey}`),
  open: slot(safeSessionStorage, `omniops:open:${siteKey}`),
});
