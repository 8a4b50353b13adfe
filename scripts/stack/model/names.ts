import { ApiError } from "./http";

export const CHAT_MODEL = "omniops-extractive";
export const EMBEDDING_MODEL = "omniops-local-512";

/** Refuses a model that this server doesn't have, as OpenAI does. */
export function requireModel(given: string, served: string) {
  if (given === served) return;
  throw new ApiError(404, `The model \`${given}\` does not exist here; this server has \`${served}\``, {
    code: "model_not_found",
    param: "model",
  });
}
