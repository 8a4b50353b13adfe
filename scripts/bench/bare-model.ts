import OpenAI from "openai";

export type OwnTimes = Record<"embedding" | "token" | "sentence", number>;

/** Asks the model itself for what a turn takes of it, and times it: a vector of the question, then an answer from texts. */
export function bareModel(environment: Record<string, string>) {
  const {
    OPENAI_API_KEY: apiKey = "",
    OPENAI_BASE_URL: baseURL = "",
    OPENAI_CHAT_MODEL = "",
    OPENAI_EMBEDDING_MODEL = "",
  } = environment;
  const model = new OpenAI({ apiKey, baseURL });
  return async (question: string, texts: string[]): Promise<OwnTimes> => {
    const started = performance.now();
    await model.embeddings.create({ model: OPENAI_EMBEDDING_MODEL, input: [question], dimensions: 512 });
    const embedded = performance.now();
    const sources = texts.map((text, index) => `<source id="${index + 1}" title="" url="">${text}</source>`);
    const stream = await model.chat.completions.create({
      model: OPENAI_CHAT_MODEL,
      messages: [
        { role: "system", content: "Language: en" },
        { role: "user", content: `${sources.join("\n")}\n\n${question}` },
      ],
      stream: true,
    });
    let said = "";
    let token = Number.NaN;
    for await (const { choices } of stream) {
      said += choices[0]?.delta.content ?? "";
      if (said && Number.isNaN(token)) token = performance.now() - embedded;
      if (/[.!?]\s*(\[\d+\])?\s+[^\s[]/.test(said)) break;
    }
    return { embedding: embedded - started, token, sentence: performance.now() - embedded };
  };
}
