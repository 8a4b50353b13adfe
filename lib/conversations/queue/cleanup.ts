import { cleanup } from "@/lib/platform/jobs/cleanup";
import { unwrap } from "@/lib/platform/supabase/unwrap";

/** Deletes every queued message whose day is over, and says how many went. */
export const cleanUpMessageQueue = cleanup("message_queue", 10_000, async ({ db }, batch) =>
  unwrap(await db.rpc("cleanup_expired_message_queue", { batch })),
);
