import { Status } from "@/lib/platform/redis/store/reply";
import type { RawReply } from "./backend";

const OK = Buffer.from("OK");

/** A reply as JSON: as text, or with every string but OK in base64 when the client asks for that. */
export function encode(reply: RawReply, isBase64: boolean): unknown {
  if (Array.isArray(reply)) return reply.map((item) => encode(item, isBase64));
  if (reply === null || typeof reply === "number") return reply;
  const bytes = toBytes(reply);
  return isBase64 && !bytes.equals(OK) ? bytes.toString("base64") : bytes.toString("utf8");
}

function toBytes(reply: string | Buffer | Status): Buffer {
  if (Buffer.isBuffer(reply)) return reply;
  return Buffer.from(reply instanceof Status ? reply.text : reply);
}

/** A command as its words: the client sends numbers and objects as they are. */
export function toWords(command: unknown): string[] {
  if (!Array.isArray(command) || command.length === 0) throw new Error("ERR the command is not a list of words");
  return command.map((word) => (typeof word === "object" ? JSON.stringify(word) : String(word)));
}

/** A command in the address: `/set/key/value?EX=10`, with the body as a last word. */
export function wordsOf(url: URL, path: string[], body: string): string[] {
  const options = [...url.searchParams].filter(([name]) => name !== "_token");
  return [...path, ...(body ? [body] : []), ...options.flatMap(([name, value]) => (value ? [name, value] : [name]))];
}
