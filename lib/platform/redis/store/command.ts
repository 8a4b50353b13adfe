import type { Channels } from "./channels";
import type { Keyspace } from "./keyspace";
import type { Reply } from "./reply";
import type { Scripts } from "./scripts";

/** What commands work on. */
export type Database = { keys: Keyspace; channels: Channels; scripts: Scripts; now: () => number };

type Run = (db: Database, ...args: string[]) => Reply;

export type Command = {
  /** Words with the command's name; negative: at least so many. */
  arity: number;
  /** Refused when memory is full. */
  grows: boolean;
  run: Run;
};

export const command = (arity: number, run: Run): Command => ({ arity, grows: false, run });

export const growing = (arity: number, run: Run): Command => ({ arity, grows: true, run });

export type Commands = Record<string, Command>;
