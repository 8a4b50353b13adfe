"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import { browserDb, type PublicSupabase } from "@/lib/platform/supabase/browser";

type Db = ReturnType<typeof browserDb>;

const LiveContext = createContext<Db | null>(null);

/** Lets the components below hear of changes in the database, with the signed-in member's rights. */
export function LiveProvider({ url, anonKey, children }: PublicSupabase & { children: ReactNode }) {
  const db = useMemo(() => browserDb({ url, anonKey }), [url, anonKey]);
  return <LiveContext value={db}>{children}</LiveContext>;
}

export function useLiveDb(): Db {
  const db = use(LiveContext);
  if (!db) throw new Error("LiveProvider is missing above");
  return db;
}
