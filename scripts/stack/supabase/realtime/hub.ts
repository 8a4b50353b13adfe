import type { Channel } from "./channel";
import type { Broadcast } from "./frames";
import type { Socket } from "./socket";

type Presences = Record<string, { metas: object[] }>;

/** All channels that are open, and what passes between them. */
export class Hub {
  readonly #channels = new Set<Channel>();

  *[Symbol.iterator](): Iterator<Channel> {
    yield* [...this.#channels];
  }

  find(socket: Socket, topic: string): Channel | undefined {
    for (const channel of this.#channels) if (channel.socket === socket && channel.topic === topic) return channel;
    return undefined;
  }

  of(socket: Socket): Channel[] {
    return [...this.#channels].filter((channel) => channel.socket === socket);
  }

  add(channel: Channel): void {
    this.#channels.add(channel);
  }

  remove(channel: Channel): void {
    clearTimeout(channel.expiry);
    if (this.#channels.delete(channel)) this.untrack(channel);
  }

  /** Private and public channels of one name are two different rooms. */
  broadcast(name: string, isPrivate: boolean, broadcast: Broadcast, from?: Channel): void {
    for (const channel of this.#room(name, isPrivate)) {
      const hears = channel.rights.read.broadcast && (channel !== from || channel.config.broadcast.self);
      if (hears) channel.socket.broadcast(channel.topic, broadcast);
    }
  }

  presences({ name, config }: Channel): Presences {
    const present: Presences = {};
    for (const { presence } of this.#room(name, config.private)) {
      if (!presence.meta) continue;
      present[presence.key] ??= { metas: [] };
      present[presence.key]?.metas.push(presence.meta);
    }
    return present;
  }

  track(channel: Channel, meta: Record<string, unknown>): void {
    const { key, meta: before } = channel.presence;
    channel.presence.meta = meta;
    this.#tellPresence(channel, { [key]: { metas: [meta] } }, before ? { [key]: { metas: [before] } } : {});
  }

  untrack(channel: Channel): void {
    const { key, meta } = channel.presence;
    if (!meta) return;
    channel.presence.meta = undefined;
    this.#tellPresence(channel, {}, { [key]: { metas: [meta] } });
  }

  #tellPresence({ name, config }: Channel, joins: Presences, leaves: Presences): void {
    for (const { socket, topic, rights, config: wanted } of this.#room(name, config.private)) {
      if (wanted.presence.enabled && rights.read.presence) socket.push(topic, "presence_diff", { joins, leaves });
    }
  }

  #room(name: string, isPrivate: boolean): Channel[] {
    return [...this.#channels].filter((channel) => channel.name === name && channel.config.private === isPrivate);
  }
}
