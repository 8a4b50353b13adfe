import "server-only";
import OpenAI from "openai";
import { env } from "@/lib/platform/env";

const TIMEOUT_MS = 30_000; // Until the first byte of the response; a stream may go on longer.
const RETRIES = 2;

let client: OpenAI | undefined;

/** The model's API: OpenAI, or whatever speaks its protocol at OPENAI_BASE_URL. Retries refusals that pass (408, 409, 429, 5xx). */
export function openai(): OpenAI {
  client ??= new OpenAI({
    apiKey: env().OPENAI_API_KEY,
    baseURL: env().OPENAI_BASE_URL,
    timeout: TIMEOUT_MS,
    maxRetries: RETRIES,
  });
  return client;
}

/** Refusals of what was asked; another question may be answered. */
const refusals = [400, 413, 422];

/** Whether nothing would be answered now, whatever is asked. */
export const isModelAway = (error: unknown): boolean =>
  error instanceof OpenAI.APIError && !refusals.includes(error.status ?? 0);
