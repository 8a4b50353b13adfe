/** The address a request came from: what the nearest proxy says, for the caller can write anything further left. */
export function addressOf(request: Request): string {
  const real = request.headers.get("x-real-ip");
  const forwarded = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return real || forwarded || "unknown";
}
