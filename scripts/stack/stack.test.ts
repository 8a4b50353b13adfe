import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { claimPorts, loopback } from "./addresses";
import { isAnswering } from "./child-process";
import { close, listen } from "./listen";
import { openStack } from "./stack";

const fresh = () => mkdtempSync(join(tmpdir(), "stack-"));

test("stacks that choose their ports in the same moment choose different ones", async () => {
  const claims = await Promise.all(Array.from({ length: 4 }, () => claimPorts(fresh(), 0)));
  const ports = claims.flatMap((claim) => Object.values(claim.ports));
  expect(new Set(ports).size).toBe(20);
  for (const { release } of claims) release();
});

test("a port that was named is refused while another stack has it, also before that listens", async () => {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const { release } = await claimPorts(fresh(), port);
  await expect(claimPorts(fresh(), port)).rejects.toThrow(`Port ${port} is in use.`);
  release();
  const again = await claimPorts(fresh(), port);
  expect(again.ports.app).toBe(port);
  again.release();
});

test("a service goes where it was last time, and on from there when somebody else listens", async () => {
  const dataDir = fresh();
  const first = await claimPorts(dataDir, 0);
  const server = createServer();
  onTestFinished(() => close(server));
  await listen(server, first.ports.redis);
  first.release();
  const second = await claimPorts(dataDir, 0);
  onTestFinished(second.release);
  expect(second.ports.redis).toBeGreaterThan(first.ports.redis);
});

test("two stacks that start in the same moment both serve", async () => {
  const onGiveUp = (why: string) => expect.fail(why);
  const stacks = await Promise.all(
    [fresh(), fresh()].map((dataDir) => openStack({ dataDir, port: 0, demo: false, onGiveUp })),
  );
  try {
    await Promise.all(stacks.map((stack) => stack.startServices()));
    const services = stacks.flatMap(({ ports: { app: _, ...rest } }) => Object.values(rest));
    const answers = await Promise.all(services.map((port) => isAnswering(loopback(port), 10_000)));
    expect(answers).toEqual(services.map(() => true));
  } finally {
    await Promise.all(stacks.map((stack) => stack.stop()));
  }
}, 120_000);
