import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { newCustomer, readSite } from "./customer";
import { test } from "./fixtures";
import { startUp } from "./stack";
import { newVisitor } from "./visitor";

const questions = {
  supabase: "What does a full service cost?",
  redis: "How much is the deposit for a bike?",
  model: "When is the workshop open on Saturday?",
  app: "How long does a repair take?",
  cron: "What does a city bike cost a day?",
  mail: "Do you repair electric bikes?",
};

test("SYNC-062 killing any process of the stack, or stopping it all, loses nothing that was acknowledged", async ({
  stack,
}) => {
  test.setTimeout(240_000);
  const dataDir = mkdtempSync(join(tmpdir(), "omniops-survival-"));
  const first = await startUp(dataDir, stack.siteUrl, "--no-demo");
  const pidOf = (service: string) => Number(readFileSync(join(dataDir, "logs", `${service}.pid`), "utf8"));
  const customer = await newCustomer(first.stack);
  await readSite(first.stack, customer);
  const visitor = newVisitor(first.stack, customer);
  await visitor.say("Hello!");
  for (const [service, question] of Object.entries(questions)) {
    const pid = pidOf(service);
    process.kill(pid, "SIGKILL");
    await visitor.say(question);
    await expect.poll(() => pidOf(service), { message: `${service} is started again` }).not.toBe(pid);
  }
  const asked = ["Hello!", ...Object.values(questions)];
  const before = await visitor.history();
  expect(before.filter(({ role }) => role === "user").map(({ content }) => content)).toEqual(asked);
  expect(before.filter(({ role }) => role === "assistant")).toHaveLength(asked.length);
  await first.stop();

  const second = await startUp(dataDir, stack.siteUrl, "--no-demo");
  const returned = newVisitor(second.stack, customer, visitor.kept());
  expect(await returned.history()).toEqual(before);
  await second.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
