import type { Actor, Ctx } from "@/lib/platform/context";
import { AppError, notFound } from "@/lib/platform/errors";
import type { AnyOperation } from "@/lib/platform/operation";
import { parse } from "./parse";
import { jsonBody, respond } from "./respond";
import { searchParams } from "./route";
import { eventStream } from "./sse";

type Segment = { params: Promise<{ path: string[] }> };

/** A catch-all route handler that serves every operation at its own method and path. */
export function rest(operations: readonly AnyOperation[], authenticate: (request: Request) => Promise<Ctx>) {
  return (request: Request, segment: Segment): Promise<Response> =>
    respond(request, async () => {
      const { path } = await segment.params;
      const { operation, params } = find(operations, request.method, path);
      const ctx = await authenticate(request);
      permit(operation, ctx.actor);
      const given = request.method === "GET" ? searchParams(request) : await optionalBody(request);
      const input = parse(operation.input, { ...given, ...params });
      if (operation.stream && request.headers.get("accept")?.includes("text/event-stream")) {
        const reader = new AbortController();
        const signal = AbortSignal.any([request.signal, reader.signal]);
        return eventStream(await operation.stream(ctx, input, signal), () => reader.abort());
      }
      const output = operation.output.parse(await operation.run(ctx, input));
      if (output instanceof Response) return output;
      return Response.json(output, { status: operation.http.status ?? 200 });
    });
}

function permit(operation: AnyOperation, actor: Actor) {
  if (!operation.callers.includes(actor.type)) throw new AppError("forbidden", "You may not call this");
  if (actor.type !== "api_key") return;
  const scope = operation.risk === "read" ? "read" : "write";
  if (!actor.scopes.includes(scope)) throw new AppError("forbidden", `This needs an API key with the scope "${scope}"`);
}

async function optionalBody(request: Request): Promise<object> {
  const body = await jsonBody(request, { isOptional: true });
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("invalid", "The body is not a JSON object");
  }
  return body;
}

function find(operations: readonly AnyOperation[], method: string, path: string[]) {
  const atPath = operations.flatMap((operation) => {
    const params = match(operation.http.path, path);
    return params ? [{ operation, params }] : [];
  });
  const found = atPath.find(({ operation }) => operation.http.method === method);
  if (found) return found;
  if (atPath.length === 0) throw notFound(`/api/v1/${path.join("/")}`);
  const allowed = atPath.map(({ operation }) => operation.http.method).join(", ");
  throw new AppError("method_not_allowed", `Use ${allowed} here`);
}

function match(template: string, path: string[]): Record<string, string> | undefined {
  const parts = template.split("/").slice(1);
  if (parts.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const given = path[index] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = decoded(given);
    else if (part !== given) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AppError("invalid", `"${segment}" is not written as an address wants it`);
  }
}
