import "server-only";
import { ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionFunctionTool,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { Usage } from "@/lib/conversations/schema";
import { env } from "@/lib/platform/env";
import { openai } from "@/lib/platform/llm/client";

const FIRST_WORD_WITHIN_MS = 15_000;
const NEXT_WORD_WITHIN_MS = 15_000;
/** Room for a model that thinks before it writes. */
const MAX_TOKENS = 4_000;

const breaker = circuitBreaker(handleAll, { halfOpenAfter: 5_000, breaker: new ConsecutiveBreaker(3) });

export type RequestedCall = { id: string; name: string; arguments: string };

type Request = {
  messages: ChatCompletionMessageParam[];
  tools: ChatCompletionFunctionTool[];
  signal: AbortSignal;
};

/** One round of the model: read `text` to its end; then `calls` and `usage` are known. */
export class Completion {
  readonly calls: RequestedCall[] = [];
  usage: Usage = { inputTokens: 0, outputTokens: 0 };
  readonly #request: Request;

  constructor(request: Request) {
    this.#request = request;
  }

  /** The words as they come. Throws when the model is away, is silent for too long, or the reader left. */
  async *text(): AsyncGenerator<string> {
    const silence = new Silence(this.#request.signal);
    try {
      for await (const chunk of (await this.#open(silence.signal)) ?? []) {
        silence.end(); // A slow reader is not the model's silence.
        if (chunk.usage) this.#count(chunk.usage);
        const delta = chunk.choices[0]?.delta;
        for (const call of delta?.tool_calls ?? []) this.#collect(call);
        if (delta?.content) yield delta.content;
        silence.allow(NEXT_WORD_WITHIN_MS);
      }
      this.#request.signal.throwIfAborted(); // The client ends an aborted stream as if it were whole.
      if (silence.signal.aborted) throw new Error("The model fell silent");
    } finally {
      silence.end();
    }
  }

  #open(signal: AbortSignal) {
    const { messages, tools, signal: reader } = this.#request;
    const model = env().OPENAI_CHAT_MODEL;
    const body: ChatCompletionCreateParamsStreaming = {
      model,
      ...(model.startsWith("gpt-5") && { reasoning_effort: "low" }), // Others refuse the field.
      messages,
      ...(tools.length > 0 && { tools }),
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: MAX_TOKENS,
    };
    return breaker.execute(() =>
      openai()
        .chat.completions.create(body, { signal, maxRetries: 1, timeout: FIRST_WORD_WITHIN_MS })
        .catch((error: unknown) => {
          if (reader.aborted) return undefined; // Not the model's failure.
          throw error;
        }),
    );
  }

  #count({ prompt_tokens, completion_tokens }: { prompt_tokens: number; completion_tokens: number }) {
    this.usage = { inputTokens: prompt_tokens, outputTokens: completion_tokens };
  }

  #collect({
    index,
    id,
    function: part,
  }: {
    index: number;
    id?: string;
    function?: { name?: string; arguments?: string };
  }) {
    const call = this.calls[index] ?? { id: "", name: "", arguments: "" };
    this.calls[index] = {
      id: id ?? call.id,
      name: call.name + (part?.name ?? ""),
      arguments: call.arguments + (part?.arguments ?? ""),
    };
  }
}

/** A signal that fires when nothing was heard for a while, or with the reader's own. */
class Silence {
  readonly #controller = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout;

  constructor(reader: AbortSignal) {
    this.signal = AbortSignal.any([reader, this.#controller.signal]);
    this.#timer = setTimeout(() => this.#controller.abort(), FIRST_WORD_WITHIN_MS);
  }

  allow(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), ms);
  }

  end() {
    clearTimeout(this.#timer);
  }
}
