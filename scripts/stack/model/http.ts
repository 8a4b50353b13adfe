import type { IncomingMessage, ServerResponse } from "node:http";
import { type ZodType, z } from "zod";

/** A refusal in OpenAI's words: the SDK turns the status into its error class. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string | null;
  readonly param: string | null;

  constructor(
    status: number,
    message: string,
    { code = null, param = null }: { code?: string | null; param?: string | null } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown) {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

/** Whatever went wrong, in OpenAI's shape. After the first byte of a stream it can only break off. */
export function sendError(response: ServerResponse, thrown: unknown) {
  if (response.headersSent) return response.destroy();
  if (thrown instanceof ApiError) {
    const { message, code, param, status } = thrown;
    return sendJson(response, status, { error: { message, type: "invalid_request_error", param, code } });
  }
  console.error("model:", thrown);
  const message = "The server had an error while processing your request";
  sendJson(response, 500, { error: { message, type: "server_error", param: null, code: null } });
}

/** The body as the schema wants it. Reads at most `maxBytes`. */
export async function readBody<T>(request: IncomingMessage, schema: ZodType<T>, maxBytes = 8_000_000): Promise<T> {
  const result = schema.safeParse(await readJson(request, maxBytes));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const param = issue?.path.join(".");
  throw new ApiError(400, z.prettifyError(result.error), param ? { param } : {});
}

async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw new ApiError(413, `The body is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new ApiError(400, "We could not parse the JSON body of your request");
  }
}
