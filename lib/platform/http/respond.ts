import { randomUUID } from "node:crypto";
import { AppError, asAppError } from "@/lib/platform/errors";
import { log, withRequestId } from "@/lib/platform/log";
import { count } from "@/lib/platform/metrics/counters";
import { shareNowAndThen } from "@/lib/platform/metrics/shared";
import { withAnswerHeaders } from "./answer-headers";

/** Runs a handler with a request id; whatever it throws becomes `{ error: { code, message } }` with its status. */
export async function respond(request: Request, handle: () => Promise<Response>): Promise<Response> {
  const requestId = request.headers.get("x-request-id")?.slice(0, 64) || randomUUID();
  return withRequestId(requestId, async () => {
    const began = performance.now();
    const response = await withAnswerHeaders(() => handle().catch(failure));
    response.headers.set("x-request-id", requestId);
    watch(request, response, performance.now() - began);
    return response;
  });
}

function watch({ url }: Request, { status }: Response, ms: number): void {
  const route = new URL(url).pathname.split("/").slice(0, 3).join("/"); // Further segments may be anything.
  count("requests_total", { route, status: `${Math.floor(status / 100)}xx` });
  count("request_seconds_total", { route }, ms / 1000);
  shareNowAndThen();
}

/** The response for a thrown value. Unknown failures are logged whole and answered without details. */
export function failure(thrown: unknown): Response {
  const error = asAppError(thrown);
  if (error.status >= 500) log().error({ error }, error.message);
  const headers = error.retryAfterSeconds ? { "retry-after": String(Math.ceil(error.retryAfterSeconds)) } : {};
  return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status, headers });
}

const MAX_BODY_BYTES = 256_000;

/** The JSON body, or a 4xx that says what is wrong with it. Where it is optional, none at all is an empty object. */
export async function jsonBody(request: Request, { isOptional = false } = {}): Promise<unknown> {
  const text = await boundedText(request, MAX_BODY_BYTES);
  if (isOptional && text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "The body is not JSON");
  }
}

const boundedText = async (request: Request, maxBytes: number) => (await bytesOf(request, maxBytes)).toString("utf8");

/** The body as it is; one that is larger is refused before it is read to its end. */
export async function bytesOf(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError("too_large", `The body is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
