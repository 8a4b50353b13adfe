import type { Place } from "@/lib/knowledge/cursor";
import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { type ListClients, SegmentedClient } from "./schema";

type Wanted = Omit<ListClients, "cursor"> & { after?: Place | undefined };

/** The clients that meet every filter, the newest first. */
export async function selectClients(
  { db, customerId }: Ctx,
  { segment, language, plan, limit, after }: Wanted,
): Promise<SegmentedClient[]> {
  const rows = unwrap(
    await db.rpc("list_clients", {
      p_customer: customerId,
      p_limit: limit,
      ...(segment && { p_segment: segment }),
      ...(language && { p_language: language }),
      ...(plan && { p_plan: plan }),
      ...(after && { p_at: after.at, p_id: after.id }),
    }),
  );
  return rows.map(({ preferred_language, created_at, last_message_at, ...row }) =>
    SegmentedClient.parse({
      ...row,
      preferredLanguage: preferred_language,
      createdAt: created_at,
      lastMessageAt: last_message_at,
    }),
  );
}
