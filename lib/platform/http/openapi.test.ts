import { expect, test } from "vitest";
import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import { openApi } from "./openapi";

const listPages = operation({
  name: "list_pages",
  description: "Lists pages.",
  http: { method: "GET", path: "/sites/{siteId}/pages" },
  callers: ["api_key"],
  risk: "read",
  input: z.strictObject({
    siteId: z.uuid(),
    limit: z.coerce.number().int().max(200).default(50).describe("How many."),
  }),
  output: z.object({ pages: z.array(z.string()) }),
  run: async () => ({ pages: [] }),
});
const readSite = operation({
  name: "read_site",
  description: "Reads a site.",
  http: { method: "POST", path: "/sites/{siteId}/pages", status: 202 },
  callers: ["api_key"],
  risk: "write",
  input: z.strictObject({ siteId: z.uuid(), depth: z.number() }),
  output: z.object({ jobId: z.string() }),
  run: async () => ({ jobId: "1" }),
});

test("each operation stands at its path and method, with the fields of its input where they travel", () => {
  const { openapi, servers, paths } = openApi([listPages, readSite]);
  expect(openapi).toBe("3.1.0");
  expect(servers).toEqual([{ url: "/api/v1" }]);
  expect(paths["/sites/{siteId}/pages"]).toMatchObject({
    get: {
      operationId: "list_pages",
      parameters: [
        { name: "siteId", in: "path", required: true, schema: { type: "string", format: "uuid" } },
        {
          name: "limit",
          in: "query",
          required: false,
          description: "How many.",
          schema: { maximum: 200, default: 50 },
        },
      ],
      responses: { 200: { content: { "application/json": { schema: { type: "object", required: ["pages"] } } } } },
    },
    post: {
      parameters: [{ name: "siteId", in: "path" }],
      requestBody: { content: { "application/json": { schema: { properties: { depth: {} }, required: ["depth"] } } } },
      responses: {
        202: {},
        default: { content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } },
      },
    },
  });
});

test("what travels in the path is not asked for again in the body", () => {
  const text = JSON.stringify(openApi([readSite]).paths["/sites/{siteId}/pages"]?.post);
  expect(text.match(/siteId/g)).toHaveLength(1);
});

test("what can be told as it happens says so, and nothing else does", () => {
  const stream = async function* () {};
  const { paths } = openApi([{ ...listPages, stream: async () => stream() }, readSite]);
  const { get, post } = paths["/sites/{siteId}/pages"] ?? {};
  expect(get).toMatchObject({ responses: { 200: { content: { "application/json": {}, "text/event-stream": {} } } } });
  expect(JSON.stringify(post)).not.toContain("event-stream");
});
