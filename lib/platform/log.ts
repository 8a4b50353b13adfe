import { AsyncLocalStorage } from "node:async_hooks";
import { pino } from "pino";
import { env } from "./env";

const scope = new AsyncLocalStorage<{ requestId: string }>();

let logger: pino.Logger | undefined;

/** Structured lines on stdout, each with the id of the request it belongs to. Never pass personal data. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    serializers: { error: pino.stdSerializers.errWithCause },
    mixin: () => ({ ...scope.getStore() }),
  });
  return logger;
}

/** Runs `work` so that every log line inside carries `requestId`. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return scope.run({ requestId }, work);
}
