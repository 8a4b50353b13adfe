import type { ActorOf, Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { AuditLog, ListAuditLog } from "./schema";
import { selectAuditLog } from "./store";

/** Who changed what of the business's settings, keys, people, websites and documents, the newest first. */
export async function listAuditLog(ctx: Ctx<ActorOf<"member">>, { limit, cursor }: ListAuditLog): Promise<AuditLog> {
  if (ctx.actor.role !== "owner" && ctx.actor.role !== "admin") {
    throw new AppError("forbidden", "Only owners and admins see who changed what");
  }
  const entries = await selectAuditLog(ctx, { limit: limit + 1, ...(cursor !== undefined && { cursor }) });
  const shown = entries.slice(0, limit);
  return { entries: shown, nextCursor: entries.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
