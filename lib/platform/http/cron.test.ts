import { afterEach, expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";

const secret = "a-secret-of-the-scheduler";
const call = (authorization?: string) =>
  new Request("http://localhost/api/cron/test", { headers: authorization ? { authorization } : {} });

async function handler(settings: Record<string, string | undefined>) {
  vi.resetModules(); // env() reads once.
  for (const [name, value] of Object.entries({ ...testEnvironment, CRON_SECRET: undefined, ...settings }))
    vi.stubEnv(name, value);
  const { cron } = await import("./cron");
  return cron("test", async ({ actor }) => ({ ran: actor }));
}

afterEach(() => vi.unstubAllEnvs());

test("a scheduled job runs as the system for whoever has the secret", async () => {
  const GET = await handler({ CRON_SECRET: secret });
  const response = await GET(call(`Bearer ${secret}`));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ran: { type: "system", job: "test" } });
});

test.each([undefined, "", "Bearer ", `Bearer ${secret}x`, secret, `bearer ${secret}`])(
  "%s does not open a scheduled job",
  async (authorization) => {
    const GET = await handler({ CRON_SECRET: secret });
    expect((await GET(call(authorization))).status).toBe(401);
  },
);

test.each([undefined, "Bearer ", "Bearer undefined"])(
  "no secret set means that %s is refused too",
  async (authorization) => {
    for (const settings of [{}, { CRON_SECRET: "" }]) {
      const GET = await handler(settings);
      expect((await GET(call(authorization))).status).toBe(401);
    }
  },
);
