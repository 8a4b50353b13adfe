import type { LiveAccess } from "@/lib/chat-widget/contract";

const HEARTBEAT_MS = 25_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** As Realtime sends it: a broadcast names its event, presence its keys. */
export type Payload = { event?: string; status?: string; joins?: object; leaves?: object };

type Frame = { topic: string; event: string; payload: Payload };

export type ChannelEvents = {
  /** What opens the channel: asked for at each attempt, and again before it expires. */
  access(): Promise<LiveAccess>;
  onJoin(): void;
  onEvent(event: string, payload: Payload): void;
};

/** A private channel of Supabase Realtime, which comes back by itself until it is closed. */
export class Channel {
  readonly #events: ChannelEvents;
  #socket: WebSocket | undefined;
  #topic = "";
  #isClosed = false;
  #isBeating = false;
  #retryMs = FIRST_RETRY_MS;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #ref = 0;
  isJoined = false;

  constructor(events: ChannelEvents) {
    this.#events = events;
    addEventListener("online", this.#online);
    addEventListener("offline", this.#retry);
    void this.#connect();
  }

  /** Lets the others know something at once; lost where there is no connection. */
  say(event: string): void {
    if (this.isJoined) this.#send("broadcast", { type: "broadcast", event, payload: {} });
  }

  close(): void {
    this.#isClosed = true;
    removeEventListener("online", this.#online);
    removeEventListener("offline", this.#retry);
    this.#stop();
  }

  #online = () => {
    this.#retryMs = FIRST_RETRY_MS;
    void this.#connect();
  };

  async #connect() {
    const access = await this.#events.access().catch(() => undefined);
    if (this.#isClosed) return;
    if (!access) return this.#retry();
    this.#stop();
    this.#topic = access.topic;
    try {
      this.#open(access);
    } catch {
      this.#retry(); // The page's policy may forbid the socket.
    }
  }

  #open({ url, token, lifetimeSeconds }: LiveAccess) {
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onclose = this.#retry;
    socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    socket.onopen = () => {
      const presence = { key: `visitor:${crypto.randomUUID()}`, enabled: true };
      this.#send("phx_join", { config: { private: true, presence, broadcast: { self: false } }, access_token: token });
    };
    this.#timers = [
      setInterval(() => this.#beat(), HEARTBEAT_MS),
      setInterval(() => void this.#renew(), lifetimeSeconds * 800),
    ];
  }

  #send(event: string, payload: object, topic = this.#topic) {
    if (this.#socket?.readyState !== 1) return;
    this.#socket.send(JSON.stringify({ topic, event, payload, ref: String(++this.#ref), join_ref: "1" }));
  }

  #beat() {
    if (this.#isBeating) return this.#retry(); // The last one was not answered.
    this.#isBeating = true;
    this.#send("heartbeat", {}, "phoenix");
  }

  async #renew() {
    const access = await this.#events.access().catch(() => undefined);
    if (access) this.#send("access_token", { access_token: access.token });
  }

  #take({ topic, event, payload }: Frame) {
    if (topic === "phoenix") {
      this.#isBeating = false;
    } else if (event === "phx_close" || event === "phx_error" || (event === "phx_reply" && payload.status !== "ok")) {
      this.#retry();
    } else if (event !== "phx_reply") {
      this.#events.onEvent(event === "broadcast" ? (payload.event ?? "") : event, payload);
    } else if (!this.isJoined) {
      this.isJoined = true;
      this.#retryMs = FIRST_RETRY_MS;
      this.#send("presence", { type: "presence", event: "track", payload: {} });
      this.#events.onJoin();
    }
  }

  #retry = () => {
    this.#stop();
    if (this.#isClosed) return;
    this.#timers = [setTimeout(() => void this.#connect(), this.#retryMs * (0.5 + Math.random()))];
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  };

  #stop() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.isJoined = this.#isBeating = false;
    if (this.#socket) this.#socket.onclose = this.#socket.onmessage = this.#socket.onopen = null;
    this.#socket?.close();
    this.#socket = undefined;
  }
}
