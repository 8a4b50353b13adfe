import OpenAI from "openai";
import type { ChatCompletionFunctionTool, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startModel } from "./server";

const model = "omniops-extractive";
const source =
  '<source id="1" title="Menu" url="https://venue.test/menu">Vegan dishes are always on the menu.</source>';

let server: Awaited<ReturnType<typeof startModel>>;
let client: OpenAI;

beforeAll(async () => {
  server = await startModel({ port: 0, apiKey: "secret" });
  client = new OpenAI({ apiKey: "secret", baseURL: server.url, maxRetries: 0 });
});
afterAll(() => server.close());

const search: ChatCompletionFunctionTool = {
  type: "function",
  function: {
    name: "search_pages",
    description: "Search the website for passages that answer a question.",
    parameters: {
      type: "object",
      properties: { query: { type: "string" }, limit: { type: "integer", minimum: 1, maximum: 20 } },
      required: ["query", "limit"],
      additionalProperties: false,
    },
    strict: true,
  },
};
const question: ChatCompletionMessageParam = { role: "user", content: "Is there a lift?" };

test("a search is called once when the sources don't answer, and the answer is quoted from the result", async () => {
  const first = await client.chat.completions.create({ model, messages: [question], tools: [search] });
  const message = first.choices[0]?.message;
  const [call] = message?.tool_calls ?? [];
  if (!message || call?.type !== "function") throw new Error("The tool was not called");
  expect(first.choices[0]?.finish_reason).toBe("tool_calls");
  expect(JSON.parse(call.function.arguments)).toEqual({ query: "Is there a lift?", limit: 6 });

  const result = {
    results: [{ url: "https://venue.test/access", title: "Accessibility", text: "A lift leads to all floors." }],
  };
  const tool: ChatCompletionMessageParam = { role: "tool", tool_call_id: call.id, content: JSON.stringify(result) };
  const second = await client.chat.completions.create({
    model,
    messages: [question, message, tool],
    tools: [search],
  });
  expect(second.choices[0]?.message.content).toBe("A lift leads to all floors. [1]");

  const nothing: ChatCompletionMessageParam = { role: "tool", tool_call_id: call.id, content: '{"results":[]}' };
  const third = await client.chat.completions.create({
    model,
    messages: [question, message, nothing],
    tools: [search],
  });
  expect(third.choices[0]?.message.content).toMatch(/^I don't know/);
});

test("no tool is called when the sources answer", async () => {
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: "user", content: `${source} Do you have vegan food?` }],
    tools: [search],
  });
  expect(choices[0]?.message.content).toBe("Vegan dishes are always on the menu. [1]");
});

test("a call streams piece by piece", async () => {
  const stream = client.chat.completions.stream({ model, messages: [question], tools: [search] });
  const { choices } = await stream.finalChatCompletion();
  const [call] = choices[0]?.message.tool_calls ?? [];
  expect(call?.type === "function" && JSON.parse(call.function.arguments)).toEqual({
    query: "Is there a lift?",
    limit: 6,
  });
});

test("a tool asked for by name gets arguments that fit its schema", async () => {
  const lead: ChatCompletionFunctionTool = {
    type: "function",
    function: {
      name: "leave_contact",
      parameters: {
        type: "object",
        properties: {
          name: { type: "string" },
          email: { type: "string", format: "email" },
          phone: { anyOf: [{ type: "string" }, { type: "null" }] },
          guests: { type: "integer" },
          kind: { type: "string", enum: ["dinner", "wedding", "meeting"] },
        },
        required: ["name", "email", "phone", "guests", "kind"],
      },
    },
  };
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: "user", content: "I'm Ada Lovelace, ada@example.com, and we plan a wedding for 80 people." }],
    tools: [search, lead],
    tool_choice: { type: "function", function: { name: "leave_contact" } },
  });
  const [call] = choices[0]?.message.tool_calls ?? [];
  expect(call?.type === "function" && JSON.parse(call.function.arguments)).toEqual({
    name: "Ada Lovelace",
    email: "ada@example.com",
    phone: null,
    guests: 80,
    kind: "wedding",
  });
});
