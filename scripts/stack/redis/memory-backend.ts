import { Store } from "@/lib/platform/redis/store";
import type { Backend } from "./backend";
import { Journal } from "./journal";

/** Redis in this process. With a file, every write is in the file before it is answered. */
export function memoryBackend(file?: string): Backend {
  const store = new Store();
  const journal = file ? Journal.open(file, store) : undefined;
  const attempt = (words: string[]) => {
    const at = Date.now();
    const before = store.changes;
    const outcome = store.attempt(words, at);
    if (store.changes !== before) journal?.append(at, words);
    return outcome;
  };

  return {
    pipeline: async (commands) => commands.map(attempt),
    transaction: async (commands) => {
      store.check(commands);
      return commands.map(attempt);
    },
    subscribe: async (kind, name, listener) =>
      store.database.channels[kind](name, (channel, text) =>
        listener({ ...(kind === "psubscribe" && { pattern: name }), channel, text }),
      ),
    close: async () => {
      store.close();
      journal?.close();
    },
  };
}
