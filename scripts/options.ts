import { resolve } from "node:path";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** A mistake of the person at the keyboard: shown as it is, without a stack. */
export class UsageError extends Error {}

type Values<T extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: T }>>["values"];

/** The options of a command line. Throws a UsageError that names what it doesn't know and says how the command is used. */
export function readOptions<const T extends ParseArgsOptionsConfig>(
  options: T,
  usage: string,
  args: string[],
): Values<T> {
  try {
    return parseArgs({ options, args, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = (error as Error).message.split(". ");
    throw new UsageError(`${sentence}.\n\n${usage}`);
  }
}

/** Where a stack keeps everything, as named by --data. */
export const dataDirectory = (given = ".data") => resolve(given);

/** A port number, 0 for any, or a UsageError. */
export function readPort(given: string): number {
  const port = Number(given.trim() || Number.NaN);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${given} is not a port number.`);
  return port;
}

/** Runs a command; a failure becomes one sentence on stderr and exit code 1. */
export async function main(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const isExpected = error instanceof UsageError || !(error instanceof Error) || !process.env.DEBUG;
    process.stderr.write(`${isExpected ? (error instanceof Error ? error.message : error) : error.stack}\n`);
    process.exitCode = 1;
  }
}
