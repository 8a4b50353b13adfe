import { pageOf, placeOf } from "@/lib/knowledge/cursor";
import type { Ctx } from "@/lib/platform/context";
import type { ClientList, ListClients } from "./schema";
import { selectClients } from "./store";

/** The customer's clients of a segment, the newest first, with how to reach them. */
export async function listClients(ctx: Ctx, { cursor, limit, ...wanted }: ListClients): Promise<ClientList> {
  const rows = await selectClients(ctx, { ...wanted, limit: limit + 1, after: placeOf(cursor) });
  const { shown, nextCursor } = pageOf(rows, limit, ({ id }) => id);
  return { clients: shown, nextCursor };
}
