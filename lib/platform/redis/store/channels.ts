import { globMatcher } from "./glob";

type Listener = (channel: string, message: string) => void;

/** Publish and subscribe within one process. */
export class Channels {
  readonly #listeners = new Set<{ hears: (channel: string) => boolean; listener: Listener }>();

  subscribe(channel: string, listener: Listener): () => void {
    return this.#add((published) => published === channel, listener);
  }

  psubscribe(pattern: string, listener: Listener): () => void {
    return this.#add(globMatcher(pattern), listener);
  }

  /** Delivers a message; answers how many heard it. */
  publish(channel: string, message: string): number {
    const hearing = [...this.#listeners].filter(({ hears }) => hears(channel));
    for (const { listener } of hearing) listener(channel, message);
    return hearing.length;
  }

  #add(hears: (channel: string) => boolean, listener: Listener) {
    const entry = { hears, listener };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }
}
