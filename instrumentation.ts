/** Looks after the stores when the server starts, beside everything else: nothing waits for it, nothing fails by it. */
export function register(): void {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  void import("@/lib/assistant/start-check")
    .then(({ checkStores }) => checkStores())
    .catch((error: Error) => console.error(error.message));
}
