import { once } from "node:events";
import { build } from "@/scripts/build";
import { demoEmail, demoUrl, ensureDemo, readDemoSite } from "@/scripts/demo";
import { dataDirectory, readOptions, readPort } from "@/scripts/options";
import { step } from "@/scripts/progress";
import { loopback } from "@/scripts/stack/addresses";
import { openStack, type Stack } from "@/scripts/stack/stack";

const usage = (command: string) => `npm run ${command} -- [options]

  --port PORT   where the app listens (3000); 0 takes any port that is free
  --data DIR    where everything is kept (.data)
  --no-demo     without the demo customer and its website
  --help        this text`;

/** `npm run up` and `npm run dev`: the stack, the app on top and the demo customer, until Ctrl-C. */
export async function start(mode: "start" | "dev"): Promise<void> {
  const text = usage(mode === "start" ? "up" : "dev");
  const options = readOptions(
    {
      port: { type: "string" },
      data: { type: "string" },
      "no-demo": { type: "boolean" },
      help: { type: "boolean" },
    },
    text,
    process.argv.slice(2),
  );
  if (options.help) return console.log(text);
  const ending = new AbortController();
  for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, () => ending.abort());
  const stack = await openStack({
    dataDir: dataDirectory(options.data),
    demo: !options["no-demo"],
    ...(options.port !== undefined && { port: readPort(options.port) }),
    onGiveUp: (why) => ending.abort(new Error(why)),
  });
  const ended = once(ending.signal, "abort");
  try {
    await Promise.race([bringUp(stack, mode, ending.signal), ended]);
    await ended;
  } finally {
    await stack.stop();
  }
  const { reason } = ending.signal;
  if (!(reason instanceof DOMException)) throw reason;
}

async function bringUp(stack: Stack, mode: "start" | "dev", signal: AbortSignal): Promise<void> {
  await stack.startServices();
  if (mode === "start") await step("Building", () => build(stack.logDir, signal));
  await stack.startApp(mode);
  if (stack.demo) await prepareDemo(stack);
  console.log(whereToLook(stack));
}

/** Without its pages the demo is less, but everything else works. */
async function prepareDemo(stack: Stack): Promise<void> {
  Object.assign(process.env, stack.environment);
  const demo = await step("Seeding the demo customer", () => ensureDemo(stack));
  await step("Reading the demo site", (note) => readDemoSite(stack, demo, note)).catch((error: Error) =>
    console.warn(`The demo site is not read yet. ${error.message}`),
  );
}

function whereToLook(stack: Stack): string {
  const signIn = stack.demo ? `  sign in as ${demoEmail}, password ${stack.keys.demoPassword}` : "";
  const places = [
    ["Dashboard", `${stack.appUrl}/dashboard${signIn}`],
    ...(stack.demo ? [["Demo page", demoUrl(stack)]] : []),
    ["Mail", loopback(stack.ports.mail)],
  ];
  const lines = places.map(([name = "", place]) => `  ${name.padEnd(11)}${place}`);
  return `\nOmniops is running. Ctrl-C stops it.\n\n${lines.join("\n")}\n`;
}
