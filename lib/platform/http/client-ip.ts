/** The address that a request came from, as the nearest proxy saw it; "local" without one. For limits, never for rights. */
export function clientIp(headers: Pick<Headers, "get">): string {
  const forwarded = headers.get("x-forwarded-for")?.split(",")[0]?.trim();
  return headers.get("x-real-ip") ?? forwarded ?? "local";
}
