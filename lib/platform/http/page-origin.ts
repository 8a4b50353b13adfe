/**
 * The origin of the page that asks, or null. Browsers leave the header out of GET requests to a page's own origin, and
 * say so in Sec-Fetch-Site, which no script can set.
 */
export function originOf(request: Request): string | null {
  const origin = request.headers.get("origin");
  if (origin) return origin;
  const isOwnPage = request.method === "GET" && request.headers.get("sec-fetch-site") === "same-origin";
  return isOwnPage ? ownOrigin(request) : null;
}

// As the browser sees it: behind a proxy, the request's own URL has another scheme or host.
function ownOrigin(request: Request): string {
  const url = new URL(request.url);
  const protocol = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? url.protocol.slice(0, -1);
  return `${protocol}://${request.headers.get("host") ?? url.host}`;
}
