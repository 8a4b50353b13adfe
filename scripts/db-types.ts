// Writes the types of the schema that supabase/migrations make.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openMigrated } from "@/scripts/stack/supabase/snapshot";
import { typesOf } from "@/scripts/stack/supabase/types";

const database = await openMigrated();
await writeFile(join(import.meta.dirname, "../lib/platform/supabase/types.ts"), await typesOf(database));
await database.close();
