import "server-only";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { getChatHistoryCacheKey } from "./service";
import { selectExchanges } from "./store";

const PAGE = { limit: 50, offset: 0 };

/** The least that a page of history costs, for the bench to measure the history route against. */
const reads: Record<string, (ctx: Ctx<ActorOf<"member">>) => Promise<unknown>> = {
  redis: ({ actor }) => getRedisClient().get(getChatHistoryCacheKey(actor.userId, PAGE.limit, PAGE.offset)),
  database: (ctx) => selectExchanges(ctx, ctx.actor.userId, PAGE),
};

/** One bare read of the caller's newest exchanges, from `redis` or the `database`. Throws not_found outside the bench. */
export async function readBare(authenticate: () => Promise<Ctx>, from: string): Promise<unknown> {
  const read = env().BENCH_ROUTES === "on" ? reads[from] : undefined;
  if (!read) throw notFound("This address");
  const { actor, ...ctx } = await authenticate();
  if (actor.type !== "member") throw new AppError("forbidden", "Sign in as a member");
  return read({ ...ctx, actor });
}
