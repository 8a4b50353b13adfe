import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AccessTokens, Claims } from "@/scripts/stack/supabase/auth/tokens";
import type { Database } from "@/scripts/stack/supabase/database";
import { type Channel, Join } from "./channel";
import type { Message } from "./frames";
import type { Hub } from "./hub";
import { ALL, rightsIn } from "./rights";
import type { Socket } from "./socket";

const MAX_TIMER_MS = 2 ** 31 - 1;

const AccessToken = z.object({ access_token: z.string().nullable() });
const Said = z.object({ event: z.string(), payload: z.unknown() });
const Presence = z.object({ event: z.enum(["track", "untrack"]), payload: z.looseObject({}).default({}) });

/** Answers what clients say in the Phoenix protocol. */
export class Protocol {
  readonly #database: Database;
  readonly #tokens: AccessTokens;
  readonly #hub: Hub;
  #lastBinding = 0;

  constructor(database: Database, tokens: AccessTokens, hub: Hub) {
    this.#database = database;
    this.#tokens = tokens;
    this.#hub = hub;
  }

  async answer(socket: Socket, message: Message): Promise<void> {
    try {
      await this.#act(socket, message);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      socket.reply(message, "error", { reason: z.prettifyError(error) });
    }
  }

  async #act(socket: Socket, message: Message): Promise<void> {
    if (message.topic === "phoenix") return socket.reply(message, "ok");
    if (message.event === "phx_join") return this.#join(socket, message);
    const channel = this.#hub.find(socket, message.topic);
    if (!channel) return socket.reply(message, "error", { reason: "unmatched topic" });
    switch (message.event) {
      case "phx_leave":
        await this.leave(channel);
        socket.reply(message, "ok");
        return socket.push(channel.topic, "phx_close", {});
      case "access_token":
        return this.#renew(channel, message);
      case "broadcast":
        return this.#say(channel, message);
      case "presence":
        return this.#showPresence(channel, message);
      default:
        return socket.reply(message, "ok");
    }
  }

  async leave(channel: Channel): Promise<void> {
    this.#hub.remove(channel);
    const ids = channel.bindings.map(({ id }) => id);
    if (ids.length > 0) await this.#database.query("delete from realtime.listeners where binding = any ($1)", [ids]);
  }

  async #join(socket: Socket, message: Message): Promise<void> {
    const before = this.#hub.find(socket, message.topic);
    if (before) await this.leave(before);
    const { config, access_token } = Join.parse(message.payload);
    const claims = await this.#claims(socket, access_token);
    if (!claims) return socket.reply(message, "error", { reason: "InvalidJWTToken: Invalid or expired token" });
    const name = message.topic.replace(/^realtime:/, "");
    const rights = config.private ? await rightsIn(this.#database, claims, name) : ALL;
    if (!rights.read.broadcast && !rights.read.presence) {
      const reason = `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`;
      return socket.reply(message, "error", { reason });
    }
    const bindings = config.postgres_changes.map((binding) => ({ ...binding, id: ++this.#lastBinding }));
    const channel: Channel = {
      socket,
      name,
      config,
      claims,
      rights,
      bindings,
      topic: message.topic,
      joinRef: message.joinRef ?? message.ref,
      presence: { key: config.presence.key || randomUUID(), meta: undefined },
    };
    for (const { id, schema, table } of bindings) {
      await this.#database.query("insert into realtime.listeners values ($1, $2, $3)", [id, schema, table]);
    }
    this.#hub.add(channel);
    this.#expire(channel);
    socket.reply(message, "ok", { postgres_changes: bindings });
    if (config.presence.enabled) socket.push(channel.topic, "presence_state", this.#hub.presences(channel));
    if (bindings.length > 0) {
      this.#notice(channel, "postgres_changes", "ok", "Subscribed to PostgreSQL");
    }
  }

  /** A channel acts as its token says, or as the connection's API key without one. */
  async #claims(socket: Socket, token: string | null | undefined): Promise<Claims | undefined> {
    if (!token) return socket.claims;
    return this.#tokens.claimsOf(token).catch(() => undefined);
  }

  async #renew(channel: Channel, message: Message): Promise<void> {
    const claims = await this.#claims(channel.socket, AccessToken.parse(message.payload).access_token);
    if (!claims) return this.#shut(channel, "Invalid token");
    channel.claims = claims;
    if (channel.config.private) channel.rights = await rightsIn(this.#database, claims, channel.name);
    this.#expire(channel);
  }

  #say(channel: Channel, message: Message): void {
    const { ack } = channel.config.broadcast;
    if (!channel.rights.write.broadcast) {
      if (ack) channel.socket.reply(message, "error", { reason: "Unauthorized" });
      return;
    }
    this.#hub.broadcast(channel.name, channel.config.private, Said.parse(message.payload), channel);
    if (ack) channel.socket.reply(message, "ok");
  }

  #showPresence(channel: Channel, message: Message): void {
    if (!channel.rights.write.presence) {
      channel.socket.reply(message, "error", { reason: "Unauthorized" });
      return;
    }
    const { event, payload } = Presence.parse(message.payload);
    if (event === "track") this.#hub.track(channel, { phx_ref: randomUUID().slice(0, 8), ...payload });
    else this.#hub.untrack(channel);
    channel.socket.reply(message, "ok");
  }

  /** Nobody hears more than the token allows, so the channel ends with it unless a new one comes. */
  #expire(channel: Channel): void {
    clearTimeout(channel.expiry);
    if (!channel.claims.exp) return;
    const left = Math.max(0, channel.claims.exp * 1000 - Date.now());
    const shut = () =>
      void this.#shut(channel, "Token has expired").catch((error) => console.error("[realtime]", error));
    channel.expiry = setTimeout(shut, Math.min(left, MAX_TIMER_MS));
  }

  async #shut(channel: Channel, reason: string): Promise<void> {
    this.#notice(channel, "system", "error", reason);
    channel.socket.push(channel.topic, "phx_close", {});
    await this.leave(channel);
  }

  #notice({ socket, topic, name }: Channel, extension: string, status: "ok" | "error", message: string): void {
    socket.push(topic, "system", { channel: name, extension, status, message });
  }
}
