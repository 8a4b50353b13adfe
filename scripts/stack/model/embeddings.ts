import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { ApiError, readBody, sendJson } from "./http";
import { EMBEDDING_MODEL, requireModel } from "./names";
import { countTokens } from "./tokens";
import { DIMENSIONS, type Vectorizer } from "./vectorizer";

const MAX_TOKENS = 8_192; // OpenAI's limits, so that a caller who breaks them learns it here.
const MAX_INPUTS = 2_048;

const text = z.string().min(1, "An input must not be empty");

const EmbeddingRequest = z.object({
  model: z.string(),
  input: z.union(
    [text, z.array(text).min(1).max(MAX_INPUTS)],
    "`input` is a string or an array of strings, none empty",
  ),
  dimensions: z.literal(DIMENSIONS, `This model has ${DIMENSIONS} dimensions`).optional(),
  encoding_format: z.enum(["float", "base64"]).default("float"),
});

/** POST /v1/embeddings */
export async function embeddings(request: IncomingMessage, response: ServerResponse, vectorizer: Vectorizer) {
  const body = await readBody(request, EmbeddingRequest);
  requireModel(body.model, EMBEDDING_MODEL);
  const inputs = typeof body.input === "string" ? [body.input] : body.input;
  const tokens = inputs.map(countTokens);
  if (tokens.some((count) => count > MAX_TOKENS)) {
    throw new ApiError(400, `An input is longer than ${MAX_TOKENS} tokens`, { param: "input" });
  }
  const vectors = await vectorizer.embed(inputs);
  const total = tokens.reduce((sum, count) => sum + count, 0);
  sendJson(response, 200, {
    object: "list",
    model: body.model,
    data: vectors.map((vector, index) => ({
      object: "embedding",
      index,
      embedding: encode(vector, body.encoding_format),
    })),
    usage: { prompt_tokens: total, total_tokens: total },
  });
}

function encode(vector: Float32Array, format: "float" | "base64") {
  if (format === "float") return [...vector];
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");
}
