import "server-only";
import OpenAI from "openai";
import { env } from "@/lib/platform/env";
import { openai } from "./client";

/** What the database's vector columns hold. */
export const DIMENSIONS = 512;

const MAX_TEXTS = 64;
const PATIENT = { maxRetries: 5 }; // An index run can wait out a rate limit: the SDK backs off up to 8 s a time.
const URGENT = { maxRetries: 0, timeout: 3_000 };
const MAX_CHARACTERS = 200_000; // About 50,000 tokens, far below OpenAI's 300,000 for one request.

/** The model that embeds now; vectors of different models can't be compared. */
export const embeddingModel = () => env().OPENAI_EMBEDDING_MODEL;

type Asked = { isUrgent?: boolean; model?: string; signal?: AbortSignal | undefined };

/**
 * One vector a text, in order, each written as Postgres reads it: "[0.1,0.2,…]". Waits for a busy model, unless it is
 * urgent because somebody is waiting for the answer. `model` is the one that embeds now, unless it is given.
 * Throws once `signal` is aborted.
 */
export async function embed(
  texts: string[],
  { isUrgent = false, model = embeddingModel(), signal }: Asked = {},
): Promise<{ model: string; vectors: string[] }> {
  const vectors: string[] = [];
  for (const batch of batches(texts)) {
    const body = { model, input: batch, dimensions: DIMENSIONS };
    const { data } = await (isUrgent
      ? askUrgently(body, { signal })
      : openai().embeddings.create(body, { ...PATIENT, signal }));
    const ordered = data.toSorted((left, right) => left.index - right.index);
    vectors.push(...ordered.map(({ embedding }) => vectorText(embedding)));
  }
  return { model, vectors };
}

/** So many digits tell every number of half precision, in which the database keeps vectors, from its neighbours. */
const HALF_DIGITS = 5;

const vectorText = (vector: number[]) =>
  `[${vector.map((value) => Number(Math.f16round(value).toPrecision(HALF_DIGITS)))}]`;

/** Once more where the connection broke: one that was kept open for long may just have been closed by the model. */
async function askUrgently(body: OpenAI.EmbeddingCreateParams, { signal }: Asked) {
  const ask = () => openai().embeddings.create(body, { ...URGENT, signal });
  try {
    return await ask();
  } catch (error) {
    const isBroken = error instanceof OpenAI.APIConnectionError && !(error instanceof OpenAI.APIConnectionTimeoutError);
    if (!isBroken) throw error;
    return ask();
  }
}

/** Texts in requests that the API takes: few enough, and short enough together. */
export function batches(texts: string[]): string[][] {
  const all: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const last = all.at(-1);
    if (last && last.length < MAX_TEXTS && characters + text.length <= MAX_CHARACTERS) {
      last.push(text);
      characters += text.length;
    } else {
      all.push([text]);
      characters = text.length;
    }
  }
  return all;
}
