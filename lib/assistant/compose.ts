import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { ToolCall, Usage } from "@/lib/conversations/schema";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import type { Draft } from "./draft";
import { type Evidence, evidenceOf, isWeak, relevant, search, searchTools } from "./evidence";
import { wordsIn } from "./messages";
import { Completion, type RequestedCall } from "./model";
import { sourceBlocks } from "./prompt";
import { sentences } from "./sentences";

/** How often the model may search for more before it must answer. */
const MAX_SEARCHES = 2;
const QUOTED = 3;
/** A passage that holds less of the question's words is not worth quoting. */
const WORTH_QUOTING = 0.45;

/** What writing an answer took. */
export type Effort = { toolCalls: ToolCall[]; usage: Usage };

type Composing = {
  ctx: Ctx;
  draft: Draft;
  evidence: Evidence;
  messages: ChatCompletionMessageParam[];
  language: string;
  signal: AbortSignal;
  effort: Effort;
};

/**
 * Writes the answer into `draft` and yields it in checked pieces. Where nothing supports one it says so and offers a
 * person; while the model is away it quotes the best passages instead.
 */
export async function* compose(composing: Composing): AsyncGenerator<string> {
  const { draft, language, signal } = composing;
  const words = wordsIn(language);
  try {
    yield* shown(ask(composing));
    yield* shown([draft.end()]);
    if (!draft.isAnswer) yield draft.say(`${words.dontKnow} ${words.person}`);
  } catch (error) {
    if (signal.aborted) throw error;
    log().warn({ error }, "The model is away");
    yield* shown([draft.end()]);
    if (!draft.isAnswer) yield* quotePassages(composing);
  }
}

async function* ask(composing: Composing): AsyncGenerator<string> {
  const { ctx, draft, signal, effort } = composing;
  let { evidence } = composing;
  const messages = [...composing.messages];
  for (let round = 0; ; round++) {
    const tools = round < MAX_SEARCHES && isWeak(evidence) ? searchTools(ctx) : [];
    const completion = new Completion({ messages, tools, signal });
    for await (const sentence of sentences(completion.text())) yield draft.add(sentence);
    effort.usage = sum(effort.usage, completion.usage);
    if (completion.calls.length === 0 || tools.length === 0) return;
    messages.push(callsMessage(completion.calls));
    for (const call of completion.calls) {
      effort.toolCalls.push({ name: call.name, arguments: argumentsOf(call) });
      const { fresh, said } = await search(ctx, call, evidence.passages);
      const content = said ?? sourceBlocks(fresh, evidence.passages.length + 1);
      messages.push({ role: "tool", tool_call_id: call.id, content });
      evidence = evidenceOf([...evidence.passages, ...fresh], evidence.question);
    }
    draft.learn(evidence);
  }
}

function* quotePassages({ draft, evidence, language }: Composing): Generator<string> {
  const words = wordsIn(language);
  const best = relevant(evidence, WORTH_QUOTING).slice(0, QUOTED);
  if (best.length === 0) return yield draft.say(`${words.dontKnow} ${words.person}`);
  yield draft.say(words.quoting);
  for (const passage of best) yield draft.say("\n\n") + draft.quote(passage, evidence.question);
  yield draft.say(`\n\n${words.person}`);
}

async function* shown(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) if (piece) yield piece;
}

const callsMessage = (calls: RequestedCall[]): ChatCompletionMessageParam => ({
  role: "assistant",
  content: null,
  tool_calls: calls.map(({ id, name, arguments: args }) => ({
    id,
    type: "function",
    function: { name, arguments: args },
  })),
});

function argumentsOf(call: RequestedCall): ToolCall["arguments"] {
  try {
    return JSON.parse(call.arguments);
  } catch {
    return { unreadable: call.arguments };
  }
}

const sum = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
});
