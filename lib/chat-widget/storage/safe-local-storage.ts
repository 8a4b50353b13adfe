/** A browser's storage that may be missing, full or forbidden: reads give null then, and writes do nothing. */
function safe(storage: () => Storage) {
  const attempt = <T>(use: (storage: Storage) => T): T | null => {
    try {
      return use(storage());
    } catch {
      return null;
    }
  };
  return {
    getItem: (key: string) => attempt((storage) => storage.getItem(key)),
    setItem: (key: string, value: string): void => void attempt((storage) => storage.setItem(key, value)),
    removeItem: (key: string): void => void attempt((storage) => storage.removeItem(key)),
  };
}

/** Survives reload and close. Never put words of a conversation here. */
export const safeLocalStorage = safe(() => localStorage);

/** Survives a reload of this tab only. */
export const safeSessionStorage = safe(() => sessionStorage);
