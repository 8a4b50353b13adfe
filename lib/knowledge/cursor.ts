import { z } from "zod";

/** Where a list that begins with the newest goes on: the moment and the id of the last row seen. */
export type Place = { at: string; id: string };

/** A place as callers hand it back. */
export const Cursor = z
  .string()
  .regex(/^[\d:.TZ+-]{10,40}~[\w-]{1,200}$/, "Give nextCursor of the answer before")
  .describe("nextCursor of the answer before.");

export function placeOf(cursor: string | undefined): Place | undefined {
  const [at, id] = cursor?.split("~") ?? [];
  return at && id ? { at, id } : undefined;
}

/** The first `limit` of the rows, of which one more was asked for, and the cursor of those that follow. */
export function pageOf<Row extends { createdAt: string }>(rows: Row[], limit: number, idOf: (row: Row) => string) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, nextCursor: rows.length > limit && last ? `${last.createdAt}~${idOf(last)}` : null };
}

/** The PostgREST filter for rows that come after a place, the newest first. */
export const olderThan = ({ at, id }: Place, idColumn: string) =>
  `created_at.lt."${at}",and(created_at.eq."${at}",${idColumn}.lt."${id}")`;
