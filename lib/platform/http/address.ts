/** The address a request came from: what the nearest proxy says, for the caller can write anything further left. */
export function addressOf({ headers }: { headers: Pick<Headers, "get"> }): string {
  const real = headers.get("x-real-ip");
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return real || forwarded || "unknown";
}
