"use client";

import { useEffect, useId } from "react";
import { useLiveDb } from "./live-provider";
import type { LiveState } from "./live-state";
import { useLiveReads } from "./use-live-reads";

/** A table, and which of its rows: `column=eq.value`. */
export type Watched = {
  table: "conversations" | "messages" | "documents" | "scrape_jobs" | "scrape_job_stats";
  filter: string;
};

/**
 * Calls `read` whenever rows change: as the database says so, by the clock while it can't, and once after each
 * interruption. Returns how fresh the page is.
 */
export function useTableChanges(watched: readonly Watched[], read: () => void): LiveState["mode"] {
  const db = useLiveDb();
  const id = useId();
  const [mode, tell] = useLiveReads(read);
  const key = watched.map(({ table, filter }) => `${table} ${filter}`).join("\n");

  useEffect(() => {
    const channel = db.channel(`${id} ${key}`);
    for (const line of key.split("\n")) {
      const [table = "", filter = ""] = line.split(" ");
      channel.on("postgres_changes", { event: "*", schema: "public", table, filter }, () => tell("changed"));
    }
    channel.subscribe((status) => tell(status === "SUBSCRIBED" ? "joined" : "lost"));
    return () => void db.removeChannel(channel);
  }, [db, id, key, tell]);

  return mode;
}
