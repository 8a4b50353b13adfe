/**
 * Lets loads of one key run one after the other. Callers share a load that has not begun: one that has may have missed
 * what was written before they came.
 */
export function createLine() {
  const last = new Map<string, Load>();
  return <T>(key: string, load: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    if (before && !before.hasBegun) return before.value as Promise<T>;
    const mine: Load = { hasBegun: false, value: Promise.resolve() };
    const run = async () => {
      await (before ? before.value.catch(() => {}) : nextTurn());
      mine.hasBegun = true;
      return load();
    };
    const value = run().finally(() => last.get(key) === mine && last.delete(key));
    mine.value = value;
    last.set(key, mine);
    return value;
  };
}

type Load = { hasBegun: boolean; value: Promise<unknown> };

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
