import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";
import type { Fetched } from "./fetch";

/** Requests to one host at once, from all workers together. */
const AT_ONCE = 8;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** A delay below this is none. */
const SHORTEST_DELAY_MS = 100;
const LONGEST_PAUSE_MS = 120_000;
/** An answer that takes longer, and much longer than that host's usually take, says that it is too much. */
const SLOW_MS = 1_500;
const SLOW_FACTOR = 3;
/** After so many quick answers the delay is halved. */
const QUICK_ANSWERS = 4;
const SYNC_MS = 2_000;
const AWAY_MS = 10_000;
const POLL_MS = 25;

/** Takes the next free moment for a request, unless that is too late: then nothing is taken. */
const RESERVE = `
local now, step, latest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
if at > latest then return -1 end
redis.call('SET', KEYS[1], string.format('%.0f', at + step), 'PX', ARGV[4])
return at - now`;

type Answer = Pick<Fetched, "status" | "latencyMs"> & { retryAfterMs?: number };

/**
 * One worker's part in what all workers ask of a host. Together they ask for a few pages at once, and for none at all
 * more often than its robots.txt, its refusals and its slowness tell them. They agree in Redis, without which each
 * process keeps to the same for itself:
 * - `rate:${host}` counts the requests of the last minute, `rate:delay:${host}` is the time between two of them,
 * - `rate:next:${host}` is when the next may begin, `rate:readers:${host}` who is reading.
 */
export class Politeness {
  private readonly host: string;
  private readonly id = randomUUID();
  private robotsDelayMs = 0;
  private adaptedMs = 0;
  private pausedUntil = 0;
  /** How many of the requests at once are this worker's. */
  private share = 1;
  private running = 0;
  private asked = 0;
  private syncedAt = 0;
  private syncing: Promise<void> | undefined;
  private usualMs: number | undefined;
  private latelyMs = 0;
  private quickAnswers = 0;
  private slowedAt = 0;

  constructor(host: string) {
    this.host = host;
  }

  /** Takes over what robots.txt asks, and what other workers were told in the last minutes. */
  async begin(robotsDelayMs: number): Promise<void> {
    this.robotsDelayMs = robotsDelayMs;
    await this.sync();
  }

  /** Waits for the turn of a request; false when that does not come before `deadline`. Each turn is ended by `done`. */
  async turn(deadline = Number.POSITIVE_INFINITY): Promise<boolean> {
    for (; ; await sleep(POLL_MS)) {
      if (Date.now() - this.syncedAt > SYNC_MS) void this.sync();
      if (this.running < this.share) break;
      if (Date.now() >= deadline) return false;
    }
    this.running += 1;
    const waitMs = await this.reserve(deadline);
    if (waitMs < 0) {
      this.running -= 1;
      return false;
    }
    this.asked += 1;
    if (waitMs > 0) await sleep(waitMs);
    return true;
  }

  done(): void {
    this.running -= 1;
  }

  /** What an answer tells of how the host bears it. */
  heard({ status, latencyMs, retryAfterMs = 0 }: Answer): void {
    if (status === 429 || status === 503) {
      if (retryAfterMs > 0) this.pause(retryAfterMs);
      this.slowDown(2);
      return;
    }
    this.usualMs = Math.min(this.usualMs ?? latencyMs, latencyMs) * 0.98 + latencyMs * 0.02;
    this.latelyMs = this.latelyMs * 0.7 + latencyMs * 0.3;
    const isSlow = this.latelyMs > SLOW_MS && this.latelyMs > this.usualMs * SLOW_FACTOR;
    if (isSlow) this.slowDown(1.5, this.latelyMs);
    else if (latencyMs < Math.max(this.usualMs * 1.5, SLOW_MS / 5)) this.speedUp();
  }

  /** Leaves the host to the others. */
  async end(): Promise<void> {
    await this.syncing;
    const leave = getRedisClientWithFallback().pipeline().zrem(`rate:readers:${this.host}`, this.id);
    this.count(leave);
    await leave.exec().catch(() => {});
  }

  private get delayMs(): number {
    return Math.max(this.robotsDelayMs, this.adaptedMs);
  }

  private slowDown(factor: number, mostMs = LONGEST_DELAY_MS): void {
    this.quickAnswers = 0;
    // Answers to requests that were under way already say nothing new.
    if (Date.now() - this.slowedAt < FIRST_DELAY_MS) return;
    this.slowedAt = Date.now();
    this.adapt(
      Math.min(Math.max(FIRST_DELAY_MS, this.adaptedMs * factor), Math.max(this.adaptedMs, mostMs), LONGEST_DELAY_MS),
    );
  }

  private speedUp(): void {
    this.quickAnswers += 1;
    if (this.adaptedMs === 0 || this.quickAnswers < QUICK_ANSWERS) return;
    this.quickAnswers = 0;
    this.adapt(this.adaptedMs / 2 < SHORTEST_DELAY_MS ? 0 : this.adaptedMs / 2);
  }

  private adapt(delayMs: number): void {
    this.adaptedMs = delayMs;
    const key = `rate:delay:${this.host}`;
    const redis = getRedisClientWithFallback();
    const kept = delayMs > 0 ? redis.set(key, delayMs, { ex: ttl("rateDelay") }) : redis.del(key);
    void kept.catch(() => {});
  }

  private pause(ms: number): void {
    const until = Date.now() + Math.min(ms, LONGEST_PAUSE_MS);
    if (until <= this.pausedUntil) return;
    this.pausedUntil = until;
    const redis = getRedisClientWithFallback();
    void redis.set(`rate:next:${this.host}`, until, { px: 2 * LONGEST_PAUSE_MS }).catch(() => {});
  }

  /** How long to wait; -1 when that would last beyond `deadline`. A host that asks for nothing costs no round trip. */
  private async reserve(deadline: number): Promise<number> {
    const now = Date.now();
    if (this.delayMs === 0 && this.pausedUntil <= now) return 0;
    const latest = Math.min(deadline, now + 2 * LONGEST_PAUSE_MS);
    const given = [now, this.delayMs, latest, 2 * LONGEST_PAUSE_MS].map(Math.round);
    const wait = getRedisClientWithFallback().eval<number[], number>(RESERVE, [`rate:next:${this.host}`], given);
    return wait.catch(() => this.delayMs);
  }

  /** Tells the other workers that this one is there, and learns how many there are and what they were told. */
  private sync(): Promise<void> {
    this.syncedAt = Date.now();
    this.syncing ??= this.exchange()
      .catch(() => {})
      .finally(() => {
        this.syncing = undefined;
      });
    return this.syncing;
  }

  private async exchange(): Promise<void> {
    const readers = `rate:readers:${this.host}`;
    const now = Date.now();
    const exchange = getRedisClientWithFallback()
      .pipeline()
      .mget<(number | null)[]>(`rate:delay:${this.host}`, `rate:next:${this.host}`)
      .zadd(readers, { score: now, member: this.id })
      .zremrangebyscore(readers, 0, now - AWAY_MS)
      .expire(readers, ttl("rateWindow"))
      .zrange<string[]>(readers, 0, -1);
    this.count(exchange);
    const results: unknown[] = await exchange.exec();
    const [delay, next] = results[0] as (number | null)[];
    // What was heard meanwhile is newer than this answer.
    if (this.slowedAt < now) this.adaptedMs = delay ?? 0;
    if (this.delayMs === 0) this.pausedUntil = Math.max(this.pausedUntil, next ?? 0);
    this.share = shareOf(this.id, results[4] as string[]);
  }

  /** Adds what was asked since last time to the host's requests of this minute. */
  private count(pipeline: ReturnType<ReturnType<typeof getRedisClientWithFallback>["pipeline"]>): void {
    if (this.asked === 0) return;
    pipeline.set(`rate:${this.host}`, 0, { ex: ttl("rateWindow"), nx: true }).incrby(`rate:${this.host}`, this.asked);
    this.asked = 0;
  }
}

/** So that the shares of all are AT_ONCE, whoever reckons. */
function shareOf(id: string, readers: string[]): number {
  const place = [...readers].sort().indexOf(id);
  const rest = AT_ONCE % readers.length;
  return Math.floor(AT_ONCE / readers.length) + (place < rest ? 1 : 0);
}

/** How long a Retry-After header asks to wait, in seconds or as a date; 0 where there is none. Never longer than 2 minutes. */
export function retryAfterOf(value: string | null, now = Date.now()): number {
  const ms = /^-?\d+$/.test(value ?? "") ? Number(value) * 1000 : Date.parse(value ?? "") - now;
  return Math.min(Math.max(0, ms || 0), LONGEST_PAUSE_MS);
}
