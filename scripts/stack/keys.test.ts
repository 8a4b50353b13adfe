import { randomBytes } from "node:crypto";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateApiKey } from "@supabase/lite";
import { expect, test } from "vitest";
import { keysFile, loadKeys, randomKeys, supabaseKey } from "./keys";

test("a data directory keeps the keys it was given, and only its owner may read them", () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), "keys-")), "data");
  const keys = loadKeys(dataDir);
  expect(loadKeys(dataDir)).toEqual(keys);
  expect(statSync(keysFile(dataDir)).mode & 0o777).toBe(0o600);
});

test("no two stacks share a key", () => {
  const [one, other] = [randomKeys(), randomKeys()];
  const shared = Object.values(one).filter((key) => Object.values(other).includes(key));
  expect(shared).toEqual([]);
});

test("the Supabase keys are those that Supabase would make from the same random bytes", async () => {
  const random = randomBytes(17);
  for (const type of ["publishable", "secret"] as const) {
    expect(supabaseKey(type, random)).toBe((await generateApiKey(type, undefined, random)).key);
  }
});
