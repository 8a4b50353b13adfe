"use client";

import { useRouter } from "next/navigation";
import { startTransition, useCallback, useEffect, useRef } from "react";

const REST_MS = 400;

/** Gives what renders the page again: at once, then at most every 0.4 s. */
export function useRefresh(): () => void {
  const router = useRouter();
  const rest = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; isDue: boolean }>({
    timer: undefined,
    isDue: false,
  });
  useEffect(() => () => clearTimeout(rest.current.timer), []);
  return useCallback(
    function refresh() {
      const state = rest.current;
      if (state.timer) {
        state.isDue = true;
        return;
      }
      startTransition(() => router.refresh());
      state.timer = setTimeout(() => {
        const { isDue } = state;
        rest.current = { timer: undefined, isDue: false };
        if (isDue) refresh();
      }, REST_MS);
    },
    [router],
  );
}
