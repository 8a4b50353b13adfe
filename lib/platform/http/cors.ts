const ALLOWED = {
  "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
  "access-control-allow-headers": "authorization, content-type, accept, x-request-id",
  "access-control-max-age": "86400",
};

const EXPOSED = "x-request-id, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset";

type Handler = (request: Request) => Promise<Response>;

/**
 * Lets pages of other origins read what `handler` answers, its failures too. Whether an origin may ask is the handler's
 * decision; no credentials go along.
 */
export function crossOrigin(handler: Handler): Handler {
  return async (request) => {
    const response = await handler(request);
    const origin = request.headers.get("origin");
    response.headers.append("vary", "Origin");
    if (origin) {
      response.headers.set("access-control-allow-origin", origin);
      response.headers.set("access-control-expose-headers", EXPOSED);
    }
    return response;
  };
}

/** Answers the browser's question whether it may send the request at all. */
export function preflight(request: Request): Response {
  const origin = request.headers.get("origin");
  const headers = new Headers({ vary: "Origin" });
  if (origin) {
    headers.set("access-control-allow-origin", origin);
    for (const [name, value] of Object.entries(ALLOWED)) headers.set(name, value);
  }
  return new Response(null, { status: 204, headers });
}
