"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useTransition } from "react";

const REST_MS = 400;

/**
 * Gives what renders the page again: at once, then at most every 0.4 s, and never while it is still being rendered, for
 * each new rendering puts off what the one before it would have shown.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const state = useRef({ rest: undefined as ReturnType<typeof setTimeout> | undefined, isBusy: false, isDue: false });
  const refresh = useCallback(
    function refresh() {
      const now = state.current;
      if (now.isBusy || now.rest) {
        now.isDue = true;
        return;
      }
      now.isDue = false;
      now.isBusy = true;
      startTransition(() => router.refresh());
      now.rest = setTimeout(() => {
        now.rest = undefined;
        if (now.isDue) refresh();
      }, REST_MS);
    },
    [router],
  );
  useEffect(() => () => clearTimeout(state.current.rest), []);
  useEffect(() => {
    if (isPending) return;
    state.current.isBusy = false;
    if (state.current.isDue) refresh();
  }, [isPending, refresh]);
  return refresh;
}
