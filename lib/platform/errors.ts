/** Every failure a caller may see. The code decides the HTTP status, here and nowhere else. */
const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  upstream: 502,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOf;

/** A failure whose message may leave the server; `cause` is for the log alone. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  /** When a caller may try again; becomes the Retry-After header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { retryAfterSeconds?: number }) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }

  get status() {
    return statusOf[this.code];
  }
}

export const notFound = (what: string) => new AppError("not_found", `${what} not found`);

/** Any thrown value as an AppError; what nobody foresaw keeps its details to the log. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError("internal", "Something went wrong", { cause: error });
}
