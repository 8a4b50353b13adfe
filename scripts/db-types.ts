import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateTypescript, sortGeneratorMetadata } from "@supabase/postgrest-typegen/generation";
import { introspect } from "@supabase/postgrest-typegen/introspection";
import { openMigrated } from "@/scripts/stack/supabase/snapshot";

const TARGET = join(import.meta.dirname, "../lib/platform/supabase/types.ts");

/** pgvector's types that the generator doesn't know; like vector itself they travel as text. */
const VECTORS = new Set(["halfvec", "sparsevec"]);

/** The types of the schema that supabase/migrations make, as the Supabase CLI would write them. */
export async function databaseTypes(): Promise<string> {
  const database = await openMigrated();
  const catalog = { query: async (sql: string) => ({ rows: await database.query(sql) }) };
  const metadata = await introspect(catalog, { includedSchemas: ["public"] });
  await database.close();
  for (const column of metadata.columns) if (VECTORS.has(column.format)) column.format = "text";
  return generateTypescript(sortGeneratorMetadata(metadata), { postgrestVersion: "14.1" });
}

await writeFile(TARGET, await databaseTypes());
