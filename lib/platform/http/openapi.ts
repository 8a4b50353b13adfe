import { z } from "zod";
import type { AnyOperation } from "@/lib/platform/operation";
import { FileResponse } from "./file";

type JsonSchema = { properties?: Record<string, JsonSchema>; required?: string[]; description?: string };

/** The OpenAPI 3.1 document of these operations, as `rest` serves them. */
export function openApi(operations: readonly AnyOperation[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const { method, path } = operation.http;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Omniops API", version: "1" },
    servers: [{ url: "/api/v1" }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key: sk_…" } },
      schemas: { Error: schemaOf(ErrorBody, "output") },
    },
  };
}

const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string().describe("What to change, in words.") }),
});

function describe(operation: AnyOperation) {
  const { method, path, status = 200 } = operation.http;
  const input = schemaOf(operation.input, "input");
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const others = Object.keys(input.properties ?? {}).filter((name) => !inPath.includes(name));
  const isQuery = method === "GET";
  const parameters = [
    ...inPath.map((name) => parameter(input, name, "path")),
    ...(isQuery ? others.map((name) => parameter(input, name, "query")) : []),
  ];
  return {
    operationId: operation.name,
    summary: operation.description,
    ...(parameters.length > 0 && { parameters }),
    ...(!isQuery && others.length > 0 && { requestBody: { required: true, content: json(only(input, others)) } }),
    responses: {
      [status]: { description: "Done", content: contentOf(operation) },
      default: { description: "Not done", content: json({ $ref: "#/components/schemas/Error" }) },
    },
  };
}

const contentOf = ({ output, stream }: AnyOperation) =>
  output === FileResponse
    ? { "*/*": { schema: { type: "string", format: "binary" } } }
    : { ...json(schemaOf(output, "output")), ...(stream && { "text/event-stream": { schema: { type: "string" } } }) };

function parameter(input: JsonSchema, name: string, where: "path" | "query") {
  const { description, ...schema } = input.properties?.[name] ?? {};
  const required = where === "path" || (input.required?.includes(name) ?? false);
  return { name, in: where, required, schema, ...(description && { description }) };
}

function only(input: JsonSchema, names: string[]): JsonSchema {
  const properties = Object.fromEntries(names.map((name) => [name, input.properties?.[name] ?? {}]));
  const required = input.required?.filter((name) => names.includes(name)) ?? [];
  return { ...input, properties, ...(input.required && { required }) };
}

const json = (schema: object) => ({ "application/json": { schema } });

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest as JsonSchema;
}
