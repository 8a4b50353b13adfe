import { safeLocalStorage, safeSessionStorage } from "./safe-local-storage";

export type Slot = { get(): string | null; set(value: string | null): void };

/** Everything that the widget leaves in the host page's storage. */
export type Slots = {
  /** The language that the visitor chose. Kept. */
  language: Slot;
  /** Which session to go on with on this site. Kept. */
  session: Slot;
  /** Whether the panel was open. For a reload of this tab. */
  open: Slot;
  /** Messages that the server has not acknowledged. For a reload of this tab. */
  outbox: Slot;
};

function slot(storage: typeof safeLocalStorage, key: string): Slot {
  return {
    get: () => storage.getItem(key),
    set: (value) => (value === null ? storage.removeItem(key) : storage.setItem(key, value)),
  };
}

export const createSlots = (siteKey: string): Slots => ({
  language: slot(safeLocalStorage, "omniops:language"),
  session: slot(safeLocalStorage, `omniops:session:${siteKey}`),
  open: slot(safeSessionStorage, `omniops:open:${siteKey}`),
  outbox: slot(safeSessionStorage, `omniops:outbox:${siteKey}`),
});
