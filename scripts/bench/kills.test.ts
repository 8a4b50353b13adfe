import { expect, test } from "vitest";
import { survive } from "./kills";

const KILLS = 5;
const SEED = 1;

test(`SESS-087 SESS-090 D7 after ${KILLS} kills of the app, Redis and the database under load (seed ${SEED}), what was acknowledged is there once, in its order`, {
  timeout: 280_000,
}, async () => {
  const { acknowledged, killed, retries: _, seconds: __, ...wrongs } = await survive({ kills: KILLS, seed: SEED });
  expect(killed.app + killed.redis + killed.supabase).toBe(KILLS);
  expect(acknowledged).toBeGreaterThan(0);
  for (const [wrong, count] of Object.entries(wrongs)) expect([wrong, count]).toEqual([wrong, 0]);
});
