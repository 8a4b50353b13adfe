import { expect, test } from "vitest";
import { readOptions, readPort, UsageError } from "./options";

const options = { port: { type: "string" }, "no-demo": { type: "boolean" } } as const;
const read = (...args: string[]) => readOptions(options, "npm run up -- [options]", args);

test("options are read by name", () => {
  expect(read("--port", "3100", "--no-demo")).toEqual({ port: "3100", "no-demo": true });
  expect(read()).toEqual({});
});

test.each([["--prot"], ["--port"], ["--no-demo=yes"], ["3100"]])(
  "%s is refused with a sentence that names it, and with the usage",
  (argument) => {
    const name = argument.replace(/^--|=.*/g, "");
    expect(() => read(argument)).toThrow(UsageError);
    expect(() => read(argument)).toThrow(new RegExp(`'.*${name}.*\\.\\n\\nnpm run up`, "s"));
  },
);

test.each(["-1", "65536", "30x0", "1.5", ""])("%s is no port", (given) => {
  expect(() => readPort(given)).toThrow("is not a port number");
});
