import type { ZodType } from "zod";
import { parse } from "./parse";
import { jsonBody, respond } from "./respond";

type Call<Ctx, Body, Query> = { ctx: Ctx; body: Body; query: Query; request: Request };

type Input<Ctx, Body, Query> = {
  /** Who may call: turns the request into the context that verbs take, or throws. */
  auth: (request: Request) => Promise<Ctx>;
  body?: ZodType<Body>;
  query?: ZodType<Query>;
};

type Route<Ctx, Body, Query, Output> = Input<Ctx, Body, Query> & {
  /** What leaves the server. Fields that the schema doesn't name are dropped. */
  output: ZodType<Output>;
  status?: number;
  handle: (call: Call<Ctx, Body, Query>) => Promise<Output>;
};

/** A route handler in one value: authenticate, parse, call one verb, shape the answer. */
export function route<Ctx, Body = undefined, Query = undefined, Output = unknown>(
  spec: Route<Ctx, Body, Query, Output>,
) {
  return (request: Request): Promise<Response> =>
    respond(request, async () => {
      const output = await spec.handle(await call(spec, request));
      return Response.json(spec.output.parse(output), { status: spec.status ?? 200 });
    });
}

/** As `route`, for a handler that writes its own response, a stream for instance. Failures before it begins are JSON. */
export function stream<Ctx, Body = undefined, Query = undefined>(
  spec: Input<Ctx, Body, Query> & { handle: (call: Call<Ctx, Body, Query>) => Promise<Response> },
) {
  return (request: Request): Promise<Response> => respond(request, async () => spec.handle(await call(spec, request)));
}

async function call<Ctx, Body, Query>(
  spec: Input<Ctx, Body, Query>,
  request: Request,
): Promise<Call<Ctx, Body, Query>> {
  // Read meanwhile; nothing is said of it to somebody who may not call.
  const sent = spec.body && jsonBody(request);
  sent?.catch(() => {});
  const ctx = await spec.auth(request);
  const body = spec.body ? parse(spec.body, await sent) : (undefined as Body);
  const query = spec.query ? parse(spec.query, searchParams(request)) : (undefined as Query);
  return { ctx, body, query, request };
}

export function searchParams(request: Request) {
  return Object.fromEntries(new URL(request.url).searchParams);
}
