const STORE = "kept";
/** A database that says nothing, as some browsers' do after an update, must not keep the chat waiting. */
const PATIENCE_MS = 2_000;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("omniops");
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}

async function transact<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>) {
  const db = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = reject;
    });
  } finally {
    db.close();
  }
}

/** Undefined where the browser has no database, forbids it, is full, or says nothing. */
function attempt<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  return Promise.race([transact(mode, ask).catch(() => undefined), late]);
}

/**
 * What the widget keeps in IndexedDB of the page's origin, shared by its tabs: survives close and crash. Never throws;
 * where nothing can be kept reads give undefined, and so do writes.
 */
export const vault = {
  get: <T>(key: string): Promise<T | undefined> => attempt("readonly", (store) => store.get(key)),
  /** Everything whose key begins so. */
  all: <T>(prefix: string): Promise<T[] | undefined> =>
    attempt("readonly", (store) => store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
  set: (key: string, value: unknown) => attempt("readwrite", (store) => store.put(value, key)),
  remove: (key: string) => attempt("readwrite", (store) => store.delete(key)),
};
