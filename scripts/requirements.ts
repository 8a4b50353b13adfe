import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { main, readOptions } from "./options";
import { idsIn, type Row, rowsIn, titlesIn } from "./requirement-ids";

const list = "scripts/requirements.json";
const origin = "../shared/requirements.md";

const usage = `npm run requirements [-- --from FILE]

Prints every requirement with the tests and benches whose titles carry its id, and counts those that have none.

  --from FILE   first takes the list anew from this document`;

async function requirements(): Promise<void> {
  const { from, help } = readOptions(
    { from: { type: "string" }, help: { type: "boolean" } },
    usage,
    process.argv.slice(2),
  );
  if (help) return console.log(usage);
  if (from) writeFileSync(list, `${JSON.stringify(rowsIn(readFileSync(from, "utf8")), null, 2)}\n`);
  const rows: Row[] = JSON.parse(readFileSync(list, "utf8"));
  const tests = await testsById();
  for (const { id, text } of rows) {
    console.log(`${id}  ${text}`);
    for (const test of tests.get(id) ?? ["no test"]) console.log(`    ${test}`);
  }
  console.log(`\n${summary(rows, tests)}`);
  for (const warning of warnings(rows, tests)) console.warn(warning);
}

async function testsById(): Promise<Map<string, string[]>> {
  const tests = new Map<string, string[]>();
  for await (const file of glob([
    "{app,components,e2e,lib,scripts,supabase}/**/*.{test,spec}.{ts,tsx}",
    "scripts/bench/*.ts",
  ])) {
    for (const title of titlesIn(readFileSync(file, "utf8"))) {
      for (const id of idsIn(title)) tests.set(id, [...(tests.get(id) ?? []), `${file}: ${title}`]);
    }
  }
  return tests;
}

const groupOf = (id: string) => id.replace(/-.*/, "");

function summary(rows: Row[], tests: Map<string, string[]>): string {
  const groups = Object.entries(Object.groupBy(rows, ({ id }) => groupOf(id)));
  const line = (name: string, of: Row[] = []) =>
    `${name.padEnd(6)}${String(of.filter(({ id }) => tests.has(id)).length).padStart(4)} of ${of.length} rows have a test`;
  return [...groups.map(([name, of]) => line(name, of)), line("All", rows)].join("\n");
}

function* warnings(rows: Row[], tests: Map<string, string[]>) {
  const known = new Set(rows.map(({ id }) => id));
  const groups = new Set(rows.map(({ id }) => groupOf(id)));
  for (const [id, titles] of tests) {
    if (groups.has(groupOf(id)) && !known.has(id)) yield `There is no ${id}: ${titles[0]}`;
  }
  if (!existsSync(origin)) return;
  if (JSON.stringify(rowsIn(readFileSync(origin, "utf8"))) !== JSON.stringify(rows)) {
    yield `${origin} has changed. Take it over with: npm run requirements -- --from ${origin}`;
  }
}

await main(requirements);
