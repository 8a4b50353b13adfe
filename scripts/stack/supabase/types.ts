import { generateTypescript, sortGeneratorMetadata } from "@supabase/postgrest-typegen/generation";
import { introspect } from "@supabase/postgrest-typegen/introspection";
import type { Database } from "./database";

/** pgvector's types that the generator doesn't know; like vector itself they travel as text. */
const VECTORS = new Set(["halfvec", "sparsevec"]);

/** The TypeScript types of a database's public schema, as the Supabase CLI would write them. */
export async function typesOf(database: Database): Promise<string> {
  const catalog = { query: async (sql: string) => ({ rows: await database.query(sql) }) };
  const metadata = await introspect(catalog, { includedSchemas: ["public"] });
  for (const column of metadata.columns) if (VECTORS.has(column.format)) column.format = "text";
  return generateTypescript(sortGeneratorMetadata(metadata), { postgrestVersion: "14.1" });
}
