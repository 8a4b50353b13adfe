import type { Reply } from "@/lib/platform/redis/store/reply";

/** A reply as it may come from either backend; a real Redis answers bytes. */
export type RawReply = Reply | Buffer | RawReply[];

export type Outcome = { reply: RawReply } | { error: Error };

export type Listener = (message: { pattern?: string; channel: string; text: string }) => void;

/** What stands behind the REST protocol. */
export type Backend = {
  /** Runs commands in order; each fails on its own. */
  pipeline(commands: string[][]): Promise<Outcome[]>;
  /** Runs commands as one, with nothing in between. Throws when none was run. */
  transaction(commands: string[][]): Promise<Outcome[]>;
  subscribe(kind: "subscribe" | "psubscribe", name: string, listener: Listener): Promise<() => void>;
  close(): Promise<void>;
};

/** Nobody answers behind the protocol. */
export class Unavailable extends Error {}
