import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "@": import.meta.dirname },
    conditions: ["react-server"], // Makes "server-only" the empty module that Next.js makes it.
  },
  ssr: { resolve: { conditions: ["react-server"] } },
  test: {
    include: ["{lib,app,components,supabase,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    silent: "passed-only",
  },
});
