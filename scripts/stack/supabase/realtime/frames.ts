import { z } from "zod";

/** A message of the Phoenix protocol, whatever its version. */
export interface Message {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

/** A message among clients. Its payload is JSON, or bytes. */
export interface Broadcast {
  event: string;
  payload: unknown;
  meta?: { id: string };
}

export type ProtocolVersion = "1.0.0" | "2.0.0";

const Ref = z
  .string()
  .nullish()
  .transform((ref) => ref ?? null);
const Version1 = z.object({ join_ref: Ref, ref: Ref, topic: z.string(), event: z.string(), payload: z.unknown() });
const Version2 = z.tuple([Ref, Ref, z.string(), z.string(), z.unknown()]);

/** Reads what a client sent. Throws if it isn't a message. */
export function decode(data: Buffer, isBinary: boolean): Message {
  if (isBinary) return decodeBroadcast(data);
  const json: unknown = JSON.parse(data.toString());
  if (Array.isArray(json)) {
    const [joinRef, ref, topic, event, payload] = Version2.parse(json);
    return { joinRef, ref, topic, event, payload };
  }
  const { join_ref, ...message } = Version1.parse(json);
  return { joinRef: join_ref, ...message, payload: message.payload };
}

export function encode(version: ProtocolVersion, { joinRef, ref, topic, event, payload }: Message): string {
  return JSON.stringify(
    version === "1.0.0" ? { join_ref: joinRef, ref, topic, event, payload } : [joinRef, ref, topic, event, payload],
  );
}

const BROADCAST_FROM_CLIENT = 3;
const BROADCAST_TO_CLIENT = 4;
const BYTES = 0;

/** Lengths of five strings and the payload's encoding, a byte each; then the strings and the payload. */
function decodeBroadcast(frame: Buffer): Message {
  const [kind, ...header] = frame.subarray(0, 7);
  if (kind !== BROADCAST_FROM_CLIENT || header.length < 6) throw new Error("Not a broadcast frame");
  const encoding = header.pop();
  let offset = 7;
  const [joinRef = "", ref = "", topic = "", event = ""] = header.map((length) => {
    offset += length;
    return frame.subarray(offset - length, offset).toString();
  });
  const body = frame.subarray(offset);
  const payload = encoding === BYTES ? body : JSON.parse(body.toString());
  return { joinRef: joinRef || null, ref: ref || null, topic, event: "broadcast", payload: { event, payload } };
}

/** A broadcast of bytes; only version 2 of the protocol can carry one. */
export function encodeBytes(topic: string, { event, payload }: { event: string; payload: Uint8Array }): Buffer {
  const [topicBytes, eventBytes] = [Buffer.from(topic), Buffer.from(event)];
  const header = Buffer.from([BROADCAST_TO_CLIENT, topicBytes.length, eventBytes.length, 0, BYTES]);
  return Buffer.concat([header, topicBytes, eventBytes, payload]);
}
