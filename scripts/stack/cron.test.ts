import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { readCrons, ticker } from "./cron";
import { close, listen } from "./listen";
import { isDue } from "./schedule";

const midnight = new Date("2026-11-21T00:00:00Z");
const pastMidnight = new Date("2026-11-21T00:01:00Z");

async function endpoint(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  onTestFinished(() => close(server));
  return listen(server, 0);
}

test("the ticker calls what is due, with the secret", async () => {
  const seen: string[] = [];
  const appUrl = await endpoint((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.end("{}");
  });
  const crons = [
    { path: "/always", schedule: "* * * * *" },
    { path: "/daily", schedule: "0 0 * * *" },
  ];
  const tick = ticker({ appUrl, secret: "s3cret" }, crons);
  await tick(pastMidnight);
  expect(seen).toEqual(["GET /always Bearer s3cret"]);
  await tick(midnight);
  expect(seen.slice(1).sort()).toEqual(["GET /always Bearer s3cret", "GET /daily Bearer s3cret"]);
});

test("an endpoint that is still busy is not called again until it has answered", async () => {
  const waiting: ServerResponse[] = [];
  const appUrl = await endpoint((_, response) => waiting.push(response));
  const tick = ticker({ appUrl, secret: "s3cret" }, [{ path: "/slow", schedule: "* * * * *" }]);
  const first = tick(midnight);
  await expect.poll(() => waiting.length).toBe(1);
  await tick(pastMidnight);
  expect(waiting.length).toBe(1);
  waiting[0]?.end();
  await first;
  const third = tick(midnight);
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.end();
  await third;
});

test("an app that is away breaks nothing", async () => {
  const tick = ticker({ appUrl: "http://127.0.0.1:1", secret: "s3cret" }, [{ path: "/x", schedule: "* * * * *" }]);
  await tick(midnight);
  await tick(pastMidnight);
});

test("every schedule of vercel.json is one that the ticker understands", () => {
  expect(readCrons().length).toBeGreaterThan(0);
  for (const { schedule } of readCrons()) isDue(schedule, midnight);
});
