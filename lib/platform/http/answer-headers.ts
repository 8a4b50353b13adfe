import { AsyncLocalStorage } from "node:async_hooks";

const scope = new AsyncLocalStorage<Headers>();

/** Runs a handler, and gives its response the headers that were added meanwhile. */
export async function withAnswerHeaders(handle: () => Promise<Response>): Promise<Response> {
  const added = new Headers();
  const response = await scope.run(added, handle);
  for (const [name, value] of added) response.headers.set(name, value);
  return response;
}

/** Adds a header to the answer of the request that is being handled; outside one it does nothing. */
export function addHeader(name: string, value: string | number): void {
  scope.getStore()?.set(name, String(value));
}
