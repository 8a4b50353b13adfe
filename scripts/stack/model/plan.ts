import { composeSummary } from "@/lib/insights/summaries/compose";
import { SummaryFigures } from "@/lib/insights/summaries/schema";
import { answerFrom } from "./answer/answer";
import { phrase, replyToPleasantry } from "./answer/phrases";
import { findSources, withoutSources } from "./answer/sources";
import type { ChatRequest, JsonFormat, Tool } from "./chat-request";
import { type Message, textsOf } from "./messages";
import { fillSchema } from "./schema-fill";
import { sentimentOf } from "./sentiment";
import type { Vectorizer } from "./vectorizer";

/** What the model says next: a text, or a call of one of the offered tools. */
export type Reply = { type: "text"; text: string } | { type: "call"; name: string; arguments: string };

/** Decides the reply: a forced tool, a quoted answer, a tool that may find one, or "I don't know". */
export async function plan(request: ChatRequest, vectorizer: Vectorizer): Promise<Reply> {
  const { messages } = request;
  const asked = textsOf(messages, "user").map(withoutSources).filter(Boolean);
  const question = asked.at(-1) ?? "";
  const language = languageOf(messages);
  const forced = forcedTool(request);
  if (forced) return call(forced, question);
  const format = request.response_format;
  if (format?.type === "json_schema") return text(JSON.stringify(fill(format.json_schema, question, language)));

  const sources = findSources(messages);
  const pleasantry = replyToPleasantry(question, language);
  if (pleasantry) return text(pleasantry);
  const answer = await answerFrom({ question, before: asked.at(-2), sources }, vectorizer);
  if (answer) return text(answer);
  const helper = helpfulTool(request, question);
  if (helper) return call(helper, question);
  return text(phrase(hasJustActed(messages) ? "done" : "unknown", language));
}

const text = (content: string): Reply => ({ type: "text", text: content });

function fill(format: JsonFormat, question: string, language: string): unknown {
  if (format?.name === "sentiment") return { score: sentimentOf(question) };
  if (format?.name === "summary") return summaryOf(question, language);
  return fillSchema(format?.schema, question);
}

/** The figures that the question consists of, in sentences. */
function summaryOf(question: string, language: string) {
  return { summary: composeSummary(SummaryFigures.parse(JSON.parse(question)), language).content };
}

const call = ({ name, parameters }: Tool, question: string): Reply => ({
  type: "call",
  name,
  arguments: JSON.stringify(fillSchema(parameters, question)),
});

function languageOf(messages: Message[]): string {
  const prompts = [...textsOf(messages, "system"), ...textsOf(messages, "developer")].join("\n");
  return /^\s*Language:\s*([\w-]+)/im.exec(prompts)?.[1] ?? "en";
}

function forcedTool({ tools, tool_choice: choice, messages }: ChatRequest): Tool | undefined {
  if (messages.at(-1)?.role === "tool") return undefined;
  if (choice === "required") return tools[0];
  return typeof choice === "object" ? tools.find(({ name }) => name === choice.function.name) : undefined;
}

const SEARCHES = /search|look_?up|retriev|knowledge|passages/i;

/** Whether the last message reports that a tool did its work, which was not to search. */
function hasJustActed(messages: Message[]): boolean {
  const last = messages.at(-1);
  const made = messages.flatMap(({ tool_calls }) => tool_calls ?? []).find(({ id }) => id === last?.tool_call_id);
  return made !== undefined && !SEARCHES.test(made.function.name) && !/"error"\s*:/.test(last?.content ?? "");
}

/** A search that was not made yet for this question. */
function helpfulTool({ tools, tool_choice: choice, messages }: ChatRequest, question: string): Tool | undefined {
  if (choice === "none" || !question) return undefined;
  const turn = messages.slice(messages.findLastIndex(({ role }) => role === "user"));
  const called = new Set(turn.flatMap(({ tool_calls }) => tool_calls ?? []).map((made) => made.function.name));
  return tools.find(
    ({ name, description }) => !called.has(name) && (SEARCHES.test(name) || SEARCHES.test(description)),
  );
}
