"use client";

import { useRefresh } from "./use-refresh";
import { useTableChanges, type Watched } from "./use-table-changes";

/** Renders the page again when what it shows has changed. */
export function LiveRefresh({ watch }: { watch: readonly Watched[] }) {
  const mode = useTableChanges(watch, useRefresh());
  return <span hidden data-live={mode} />;
}
