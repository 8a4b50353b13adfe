import { beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { operation } from "@/lib/platform/operation";
import { testEnvironment } from "@/lib/platform/test-environment";
import { callTool, describeTools } from "./tools";

const search = operation({
  name: "search_pages",
  description: "Find passages on the website.",
  http: { method: "POST", path: "/search" },
  callers: ["visitor", "member"],
  risk: "read",
  input: z.object({
    query: z.string().min(1).max(500).describe("What to look for."),
    limit: z.coerce.number().int().min(1).max(20).default(6),
    page: z.url().optional().describe("Only on this page."),
  }),
  output: z.object({ results: z.array(z.object({ title: z.string() })) }),
  run: async (_ctx, { query, limit, page }) => {
    if (query === "nothing") throw new AppError("not_found", "No page speaks of that");
    if (query === "broken") throw new Error("connect ECONNREFUSED 10.0.0.1");
    return { results: [{ title: `${query} ${limit} ${page}`, secret: 1 }] };
  },
});

const remove = operation({ ...search, name: "delete_page", risk: "write" });
const memberOnly = operation({ ...search, name: "list_members", callers: ["member"] });
const operations = [search, remove, memberOnly];

const visitor = { actor: { type: "visitor", sessionId: "s", siteId: "t" }, customerId: "c" } as Ctx;

beforeAll(() => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
});

test("a visitor's assistant is offered reading tools for visitors only, in strict mode", () => {
  expect(describeTools(operations, visitor)).toMatchInlineSnapshot(`
    [
      {
        "function": {
          "description": "Find passages on the website.",
          "name": "search_pages",
          "parameters": {
            "additionalProperties": false,
            "properties": {
              "limit": {
                "maximum": 20,
                "minimum": 1,
                "type": "integer",
              },
              "page": {
                "anyOf": [
                  {
                    "description": "Only on this page.",
                    "type": "string",
                  },
                  {
                    "type": "null",
                  },
                ],
              },
              "query": {
                "description": "What to look for.",
                "type": "string",
              },
            },
            "required": [
              "query",
              "limit",
              "page",
            ],
            "type": "object",
          },
          "strict": true,
        },
        "type": "function",
      },
    ]
  `);
});

test("arguments are parsed, defaults filled in, null is a field left out, and the output is shaped by its schema", async () => {
  const answer = await callTool(operations, visitor, "search_pages", '{"query":"opening hours","limit":3,"page":null}');
  expect(JSON.parse(answer)).toEqual({ results: [{ title: "opening hours 3 undefined" }] });
});

test.each([
  ["an unknown tool", "fly", "{}", "There is no tool fly"],
  ["a tool that changes something", "delete_page", '{"query":"x"}', "There is no tool delete_page"],
  ["a tool of another actor", "list_members", '{"query":"x"}', "There is no tool list_members"],
  ["broken JSON", "search_pages", '{"query":', "The arguments are not JSON"],
  ["a bad argument", "search_pages", '{"query":"x","limit":99}', "expected number to be <=20"],
  ["a refusal", "search_pages", '{"query":"nothing"}', "No page speaks of that"],
])("%s is told to the model in words", async (_, name, args, message) => {
  expect(JSON.parse(await callTool(operations, visitor, name, args)).error).toContain(message);
});

test("the details of an unforeseen failure are kept from the model", async () => {
  const answer = await callTool(operations, visitor, "search_pages", '{"query":"broken"}');
  expect(answer).not.toContain("ECONNREFUSED");
  expect(JSON.parse(answer).error).toContain("It failed");
});
