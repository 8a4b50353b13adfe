import { WebSocket } from "ws";
import type { Claims } from "@/scripts/stack/supabase/auth/tokens";
import { type Broadcast, encode, encodeBytes, type Message, type ProtocolVersion } from "./frames";

/** A client's connection. */
export class Socket {
  readonly #websocket: WebSocket;
  readonly #version: ProtocolVersion;
  /** What the API key of the connection says. */
  readonly claims: Claims;

  constructor(websocket: WebSocket, version: ProtocolVersion, claims: Claims) {
    this.#websocket = websocket;
    this.#version = version;
    this.claims = claims;
  }

  send(message: Message): void {
    this.#write(encode(this.#version, message));
  }

  reply({ joinRef, ref, topic }: Message, status: "ok" | "error", response: object = {}): void {
    this.send({ joinRef, ref, topic, event: "phx_reply", payload: { status, response } });
  }

  /** Tells a channel something that it didn't ask for. */
  push(topic: string, event: string, payload: object): void {
    this.send({ joinRef: null, ref: null, topic, event, payload });
  }

  broadcast(topic: string, { event, payload, meta }: Broadcast): void {
    if (!(payload instanceof Uint8Array)) {
      this.push(topic, "broadcast", { type: "broadcast", event, payload, ...(meta && { meta }) });
    } else if (this.#version !== "1.0.0") {
      this.#write(encodeBytes(topic, { event, payload }));
    }
  }

  #write(data: string | Buffer): void {
    if (this.#websocket.readyState === WebSocket.OPEN) this.#websocket.send(data);
  }
}
