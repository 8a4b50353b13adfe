import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const sources = (...folders: string[]) =>
  globSync(folders.map((folder) => `${folder}/**/*.{ts,tsx}`)).filter(
    (file) => !/\.(test|spec|fixture|d)\.tsx?$|\/testing\//.test(file),
  );
const read = (file: string) => readFileSync(file, "utf8");

const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"(?<name>[^"]+)"|\bimport\("(?<late>[^"]+)"\)/gm;

function importsOf(file: string): string[] {
  return [...read(file).matchAll(IMPORT)].map(({ groups }) => groups?.name ?? groups?.late ?? "");
}

/** The file behind an import of our own; nothing for a package. */
function fileOf(name: string, from: string): string | undefined {
  const base = name.startsWith("@/") ? name.slice(2) : name.startsWith(".") ? join(dirname(from), name) : undefined;
  if (base === undefined) return undefined;
  return [base, `${base}.ts`, `${base}.tsx`].map(normalize).find((path) => existsSync(path) && /\.\w+$/.test(path));
}

/** What a browser loads with these files. It calls server actions over HTTP, so they are not among it. */
function loadedWith(entries: string[]): { files: Set<string>; packages: Set<string> } {
  const [files, packages] = [new Set<string>(), new Set<string>()];
  const visit = (file: string) => {
    if (files.has(file) || /^"use server"/m.test(read(file))) return;
    files.add(file);
    for (const name of importsOf(file)) {
      const next = fileOf(name, file);
      if (next) visit(next);
      else packages.add(name);
    }
  };
  for (const entry of entries) visit(entry);
  return { files, packages };
}

const pages = loadedWith(sources("app", "components", "lib").filter((file) => /^"use client"/m.test(read(file))));
const widget = loadedWith(sources("lib/chat-widget"));
const asks = (file: string) => /\.(from|rpc)\(\s*["'`]/.test(read(file));

test("the walk finds what browsers load, and follows what it imports", () => {
  expect(pages.files).toContain("components/live/live-provider.tsx");
  expect(pages.files).toContain("lib/platform/supabase/browser.ts");
  expect(pages.packages).toContain("react");
  expect(widget.files).toContain("lib/chat-widget/launcher.ts");
});

test("SESS-002 STORE-157 no page that a browser loads reaches Redis, or Supabase by more than the rights of who is signed in", () => {
  for (const { files, packages } of [pages, widget]) {
    expect([...packages].filter((name) => /^(server-only|ioredis|postgres|@upstash\/.*|node:.*)$/.test(name))).toEqual(
      [],
    );
    expect([...files].filter((file) => /^lib\/platform\/(redis|jobs|env)/.test(file))).toEqual([]);
    expect([...files].filter((file) => /^lib\/platform\/supabase\/(service|server|actor)/.test(file))).toEqual([]);
  }
});

test("SESS-002 the visitors' widget asks neither store: it knows the chat's endpoints, and what they open for it", () => {
  expect([...widget.files].filter((file) => file.startsWith("lib/platform/"))).toEqual([]);
  expect([...widget.packages].filter((name) => /supabase|redis/.test(name))).toEqual([]);
  expect([...widget.files].filter(asks)).toEqual([]);
});

test("SYNC-001 SYNC-004 SYNC-052 neither pages nor components ask a store: they go through the product's data layer", () => {
  expect(sources("app", "components").filter(asks)).toEqual([]);
  // A member's own history, which a live update has just made older than the cache.
  expect([...pages.files].filter(asks)).toEqual(["lib/conversations/chat-history/store.ts"]);
});

test("STORE-004 STORE-008 simple storage is named in four places, and holds how things look", () => {
  const files = [...sources("app", "components", "lib"), "public/theme.js"];
  expect(files.filter((file) => /\b(local|session)Storage\b/.test(read(file))).toSorted()).toEqual([
    "app/dashboard/_components/account-menu.tsx", // The theme.
    "app/dashboard/conversations/_components/place.ts", // Where a list was left.
    "lib/chat-widget/storage/safe-local-storage.ts",
    "public/theme.js",
  ]);
  const kept = files.flatMap((file) => [...read(file).matchAll(/localStorage\.\w+\("([^"]+)"/g)].map(([, key]) => key));
  expect(new Set(kept)).toEqual(new Set(["theme"]));
  const users = files.filter((file) => /\bsafe(Local|Session)Storage\b/.test(read(file)));
  expect(users.toSorted()).toEqual([
    "lib/chat-widget/storage/safe-local-storage.ts",
    "lib/chat-widget/storage/slots.ts", // The language, whether something waits, whether the panel was open.
  ]);
});
