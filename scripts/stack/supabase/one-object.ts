import { type Handler, pathOf, withBody } from "./http";

const ONE_OBJECT = "application/vnd.pgrst.object+json";

/** Gives `.single()` its object: the library answers a list where a write renames the columns that it returns. */
export function oneObject(handle: Handler): Handler {
  return async (request) => {
    const response = await handle(request);
    const isAsked = request.headers.get("accept")?.includes(ONE_OBJECT) && pathOf(request).startsWith("/rest/v1/");
    if (!response?.ok || request.method === "GET" || !isAsked) return response;
    const body: unknown = await response.json();
    if (!Array.isArray(body)) return withBody(response, body);
    if (body.length === 1) return withBody(response, body[0]);
    return withBody(new Response(null, { status: 406, headers: response.headers }), {
      code: "PGRST116",
      details: `The result contains ${body.length} rows`,
      hint: null,
      message: "Cannot coerce the result to a single JSON object",
    });
  };
}
