"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useRef } from "react";
import { useTableChanges, type Watched } from "./use-table-changes";

const REST_MS = 400;

/** Renders the page again when what it shows has changed: at once, then at most every 0.4 s. */
export function LiveRefresh({ watch }: { watch: readonly Watched[] }) {
  const router = useRouter();
  const rest = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; isDue: boolean }>({
    timer: undefined,
    isDue: false,
  });
  const refresh = () => {
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
  };
  useEffect(() => () => clearTimeout(rest.current.timer), []);
  const mode = useTableChanges(watch, refresh);
  return <span hidden data-live={mode} />;
}
