import type { ZodObject, ZodType, z } from "zod";
import type { Actor, ActorOf, Ctx } from "./context";
import type { ServerEvent } from "./http/sse";

/**
 * One thing the product can do, defined once: the REST endpoint, its OpenAPI entry and the assistant's tool all come
 * from this value.
 */
export type Operation<
  Input extends ZodObject = ZodObject,
  Output extends ZodType = ZodType,
  Caller extends Actor["type"] = Actor["type"],
> = {
  /** snake_case; the assistant's tool and the OpenAPI operation carry it. */
  name: string;
  description: string;
  /** The path below /api/v1; `{name}` takes a field of the input. The other fields come from the query or the body. */
  http: { method: "GET" | "POST" | "PATCH" | "DELETE"; path: `/${string}`; status?: 200 | 201 | 202 };
  callers: readonly Caller[];
  /** `read` changes nothing; `write` does; `approval` needs a person's consent to its exact arguments. */
  risk: "read" | "write" | "approval";
  input: Input;
  output: Output;
  // A method, so that one list can hold operations of every caller; rest() and callTool() check who calls.
  run(ctx: Ctx<ActorOf<Caller>>, input: z.output<Input>): Promise<z.input<Output>>;
  /** As `run`, told as it happens, for a caller who accepts text/event-stream; `signal` aborts when they leave. */
  stream?(ctx: Ctx<ActorOf<Caller>>, input: z.output<Input>, signal: AbortSignal): Promise<AsyncGenerator<ServerEvent>>;
};

// biome-ignore lint/suspicious/noExplicitAny: one list holds operations of every input, output and caller.
export type AnyOperation = Operation<any, any, any>;

/** Gives the parts of an operation their types. */
export function operation<Input extends ZodObject, Output extends ZodType, const Caller extends Actor["type"]>(
  spec: Operation<Input, Output, Caller>,
): Operation<Input, Output, Caller> {
  return spec;
}
