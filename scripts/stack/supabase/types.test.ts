import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPglite } from "./pglite";
import { migratedSnapshot } from "./snapshot";
import { typesOf } from "./types";

const ROOT = join(import.meta.dirname, "../../..");

test("the committed types are those of the migrations (npm run db:types)", async () => {
  const database = await openPglite({ snapshot: await migratedSnapshot(join(ROOT, ".cache/stack")) });
  const committed = await readFile(join(ROOT, "lib/platform/supabase/types.ts"), "utf8");
  expect(await typesOf(database)).toBe(committed);
  expect(committed.replace(/words\??: unknown/g, "")).not.toContain("unknown"); // A tsvector has no type in JSON.
  await database.close();
});
