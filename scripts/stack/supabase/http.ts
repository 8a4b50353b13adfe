/** Answers a request, or leaves it to the next one. */
export type Handler = (request: Request) => Promise<Response | undefined>;

/** The first answer that one of the handlers gives. */
export function firstOf(handlers: Handler[]): (request: Request) => Promise<Response> {
  return async (request) => {
    for (const handler of handlers) {
      const response = await handler(request);
      if (response) return response;
    }
    return json({ message: "Not found" }, 404);
  };
}

export function json(body: unknown, status = 200, headers: HeadersInit = {}): Response {
  return Response.json(body, { status, headers });
}

/** The same response with another body. */
export function withBody(response: Response, body: unknown): Response {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify(body), { status: response.status, headers });
}

/** The same request with another body; JSON unless it is bytes. */
export function withRequestBody(request: Request, body: BodyInit, changes: Record<string, string> = {}): Request {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  for (const [name, value] of Object.entries(changes)) headers.set(name, value);
  return new Request(request.url, { method: request.method, headers, body });
}

export function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

/** The JSON object that a request carries; empty where it carries none. */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => null);
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {};
}

/** Lets pages of any origin call the stack, as Supabase does. */
export function withCors(handle: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: preflight(request) });
    const response = await handle(request);
    const headers = new Headers(response.headers);
    headers.set("access-control-allow-origin", "*");
    headers.set(
      "access-control-expose-headers",
      "*, x-total-count, link, content-range, content-profile, x-request-id",
    );
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  };
}

function preflight(request: Request): HeadersInit {
  return {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
    "access-control-max-age": "3600",
  };
}
