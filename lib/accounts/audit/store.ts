import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { AuditEntry, ListAuditLog } from "./schema";

const columns = `id, createdAt:created_at, actor, actorId:actor_id, action, subject, subjectId:subject_id,
  fields` as const;

/** The customer's changes, the newest first, from `cursor` on. */
export async function selectAuditLog({ db, customerId }: Ctx, { limit, cursor }: ListAuditLog): Promise<AuditEntry[]> {
  let entries = db.from("audit_log").select(columns).eq("customer_id", customerId);
  if (cursor !== undefined) entries = entries.lt("id", cursor);
  return unwrap(await entries.order("id", { ascending: false }).limit(limit)) as AuditEntry[];
}
