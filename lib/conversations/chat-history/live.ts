import type { Db } from "@/lib/platform/supabase/db";
import type { ChatHistoryResponse } from "./schema";
import { selectExchanges } from "./store";

/**
 * A user's newest exchanges straight from the database, which has just told of a change that a cached page may not know
 * of. For the user's own browser too: row level security decides what it sees.
 */
export const readNewestExchanges = (db: Db, userId: string, limit: number): Promise<ChatHistoryResponse> =>
  selectExchanges({ db }, userId, { limit, offset: 0 });
