// A process that reads whatever there is to read until it is killed, as a function of a deployment does.
import { setTimeout as sleep } from "node:timers/promises";
import { asSystem } from "@/lib/platform/jobs/system";
import { continueReading } from "./read-site";

async function work(): Promise<never> {
  process.once("disconnect", () => process.exit());
  process.send?.("ready");
  for (;;) {
    await continueReading(asSystem("test")).catch(() => {});
    await sleep(50);
  }
}

void work();
