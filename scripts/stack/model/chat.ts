import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ChatRequest } from "./chat-request";
import { ApiError, readBody, sendJson } from "./http";
import { CHAT_MODEL, requireModel } from "./names";
import { plan, type Reply } from "./plan";
import { countTokens } from "./tokens";
import type { Vectorizer } from "./vectorizer";

const MESSAGE_TOKENS = 4;
const ARGUMENT_PIECE = 16;

/** POST /v1/chat/completions */
export async function chat(request: IncomingMessage, response: ServerResponse, vectorizer: Vectorizer) {
  const body = await readBody(request, ChatRequest);
  requireModel(body.model, CHAT_MODEL);
  requireKnownChoice(body);
  const reply = await plan(body, vectorizer);
  if (response.destroyed) return; // The client went away while we read.
  const head = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model: body.model };
  const usage = usageOf(body, reply);
  if (!body.stream) {
    const choice = { index: 0, finish_reason: finishReason(reply), logprobs: null, message: message(reply) };
    return sendJson(response, 200, { ...head, object: "chat.completion", choices: [choice], usage });
  }
  const counted = body.stream_options?.include_usage ? { usage } : {};
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  for (const chunk of chunks(reply)) {
    if (response.destroyed) return;
    response.write(
      event({
        ...head,
        object: "chat.completion.chunk",
        choices: [chunk],
        ...(body.stream_options?.include_usage && { usage: null }),
      }),
    );
  }
  if ("usage" in counted) response.write(event({ ...head, object: "chat.completion.chunk", choices: [], usage }));
  response.end("data: [DONE]\n\n");
}

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;

const finishReason = ({ type }: Reply) => (type === "call" ? "tool_calls" : "stop");

function message(reply: Reply) {
  const base = { role: "assistant", refusal: null };
  if (reply.type === "text") return { ...base, content: reply.text };
  const call = { id: callId(), type: "function", function: { name: reply.name, arguments: reply.arguments } };
  return { ...base, content: null, tool_calls: [call] };
}

const callId = () => `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;

/** The reply in small pieces, as OpenAI streams it: the role, words or parts of arguments, the reason for the end. */
function* chunks(reply: Reply) {
  const choice = (delta: object, finish_reason: string | null = null) => ({
    index: 0,
    delta,
    logprobs: null,
    finish_reason,
  });
  if (reply.type === "text") {
    yield choice({ role: "assistant", content: "", refusal: null });
    for (const content of pieces(reply.text)) yield choice({ content });
  } else {
    yield choice({ role: "assistant", content: null, refusal: null });
    yield choice({
      tool_calls: [{ index: 0, id: callId(), type: "function", function: { name: reply.name, arguments: "" } }],
    });
    for (let start = 0; start < reply.arguments.length; start += ARGUMENT_PIECE) {
      const part = reply.arguments.slice(start, start + ARGUMENT_PIECE);
      yield choice({ tool_calls: [{ index: 0, function: { arguments: part } }] });
    }
  }
  yield choice({}, finishReason(reply));
}

// Words with the space before them; single ideographs, since they have no spaces.
const pieces = (text: string) =>
  text.match(
    /\s*(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+)|\s+/gu,
  ) ?? [];

function usageOf({ messages }: ChatRequest, reply: Reply) {
  const prompt = messages.reduce((sum, { content }) => sum + countTokens(content) + MESSAGE_TOKENS, 0);
  const completion = countTokens(reply.type === "text" ? reply.text : reply.arguments);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function requireKnownChoice({ tools, tool_choice: choice }: ChatRequest) {
  if (choice === "required" && tools.length === 0)
    throw new ApiError(400, "`tool_choice` needs `tools`", { param: "tool_choice" });
  if (typeof choice === "string" || tools.some(({ name }) => name === choice.function.name)) return;
  throw new ApiError(400, `\`tool_choice\` names the tool ${choice.function.name}, which is not in \`tools\``, {
    param: "tool_choice",
  });
}
