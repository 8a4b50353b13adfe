import { z } from "zod";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { unwrap } from "@/lib/platform/supabase/unwrap";

type Member = Ctx<ActorOf<"member">>;

/** For how many days a conversation is kept, counted from its last message. */
export const Retention = z.strictObject({
  days: z.coerce
    .number("Write a number of days")
    .int("Write whole days")
    .min(1, "Keep conversations at least 1 day")
    .max(3650, "Keep conversations at most 3,650 days"),
});
export type Retention = z.infer<typeof Retention>;

/** What the next run of the retention job deletes, and how much it leaves. */
export type RetentionPreview = { conversations: number; messages: number; oldest: string | null; kept: number };

export async function getRetention({ db, customerId }: Member): Promise<Retention> {
  const query = db.from("customer_configs").select("days:retention_days").eq("customer_id", customerId);
  return unwrap(await query.single());
}

/** Owners and admins only; others get `not_found`, for row level security hides the row. */
export async function changeRetention({ db, customerId }: Member, { days }: Retention): Promise<Retention> {
  const query = db.from("customer_configs").update({ retention_days: days }).eq("customer_id", customerId);
  return unwrap(await query.select("days:retention_days").single());
}

/** What would go if conversations were kept so many days. Owners and admins only; others get `forbidden`. */
export async function previewRetention({ db, customerId }: Member, { days }: Retention): Promise<RetentionPreview> {
  const [preview] = unwrap(await db.rpc("preview_retention", { p_customer: customerId, p_days: days }));
  if (!preview) throw notFound("Customer");
  return preview;
}
