import { getRedisClient } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

const key = (host: string) => `rate:delay:${host}`;

/** Spaces the requests to one host: not at all, unless its robots.txt or its answers ask for it. */
export class Politeness {
  private readonly host: string;
  private delayMs = 0;
  private nextAt = 0;

  constructor(host: string) {
    this.host = host;
  }

  /** Takes over what robots.txt asks, and what other workers were told in the last minutes. */
  async begin(robotsDelayMs: number): Promise<void> {
    const adapted = await getRedisClient()
      .get<number>(key(this.host))
      .catch(() => null);
    this.delayMs = Math.max(this.delayMs, robotsDelayMs, adapted ?? 0);
  }

  /** Resolves when it is this request's turn. */
  async turn(): Promise<void> {
    const now = Date.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + this.delayMs;
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  }

  /** The host said that it is too much: twice as slow from now on, for every worker. */
  async slowDown(): Promise<void> {
    this.delayMs = Math.min(Math.max(FIRST_DELAY_MS, this.delayMs * 2), LONGEST_DELAY_MS);
    await getRedisClient()
      .set(key(this.host), this.delayMs, { ex: ttl("rateDelay") })
      .catch(() => {});
  }
}
