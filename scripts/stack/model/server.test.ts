import OpenAI from "openai";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startModel } from "./server";

const model = "omniops-extractive";
const embeddingModel = "omniops-local-512";

let server: Awaited<ReturnType<typeof startModel>>;
let client: OpenAI;

beforeAll(async () => {
  server = await startModel({ port: 0, apiKey: "secret" });
  client = new OpenAI({ apiKey: "secret", baseURL: server.url, maxRetries: 0 });
});
afterAll(() => server.close());

const source = (id: string, title: string, text: string) =>
  `<source id="${id}" title="${title}" url="https://venue.test/${id}">${text}</source>`;

const sources = [
  source(
    "1",
    "Opening hours",
    "The restaurant is open from Tuesday to Sunday, 12:00 to 23:00. It is closed on Mondays.",
  ),
  source(
    "2",
    "Rooms",
    "Room: Garden Hall; Seated: 120 guests; Price: €900\nRoom: Red Salon; Seated: 40 guests; Price: €350",
  ),
  source("3", "Allergies &amp; diets", "We bake with nuts. Vegan dishes are always on the menu."),
].join("\n");

const asking = (question: string, language = "en"): ChatCompletionMessageParam[] => [
  { role: "system", content: `Answer from the sources.\nLanguage: ${language}\n${sources}` },
  { role: "user", content: question },
];

async function reply(messages: ChatCompletionMessageParam[]): Promise<string> {
  const { choices } = await client.chat.completions.create({ model, messages });
  return choices[0]?.message.content ?? "";
}

const cosine = (left: number[] = [], right: number[] = []) =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

describe("the server", () => {
  test("says that it is well without a key, and lists its models with one", async () => {
    expect((await fetch(new URL("/health", server.url))).status).toBe(200);
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual([model, embeddingModel]);
  });

  test("answers 401 without its key", async () => {
    const stranger = new OpenAI({ apiKey: "another", baseURL: server.url, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
    expect((await fetch(`${server.url}/models`)).status).toBe(401);
  });

  test.each([
    ["an unknown path", "/responses", { model }, 404],
    ["an unknown model", "/chat/completions", { model: "gpt-9", messages: [{ role: "user", content: "Hi" }] }, 404],
    ["no messages", "/chat/completions", { model, messages: [] }, 400],
    [
      "a tool that isn't offered",
      "/chat/completions",
      {
        model,
        messages: [{ role: "user", content: "Hi" }],
        tool_choice: { type: "function", function: { name: "fly" } },
      },
      400,
    ],
    ["an empty text", "/embeddings", { model: embeddingModel, input: ["a", ""] }, 400],
    ["other dimensions", "/embeddings", { model: embeddingModel, input: "a", dimensions: 256 }, 400],
    ["a text that is too long", "/embeddings", { model: embeddingModel, input: "word ".repeat(9_000) }, 400],
  ])("refuses %s in OpenAI's shape", async (_, path, body, status) => {
    await expect(client.post(path, { body })).rejects.toMatchObject({ status, type: "invalid_request_error" });
  });

  test("refuses a body that is not JSON", async () => {
    const headers = { authorization: "Bearer secret", "content-type": "application/json" };
    const response = await fetch(`${server.url}/embeddings`, { method: "POST", headers, body: "{" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { type: "invalid_request_error" } });
  });
});

describe("embeddings", () => {
  test("are 512 numbers of length one, in order, for batches of any language and as floats or base64", async () => {
    const input = ["We open at nine.", "Öffnungszeiten des Ladens", "営業時間", "ساعات العمل", "เวลาทำการ", "🙂"];
    const decoded = await client.embeddings.create({ model: embeddingModel, input, dimensions: 512 });
    expect(decoded.data.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const { embedding } of decoded.data) {
      expect(embedding).toHaveLength(512);
      expect(Math.hypot(...embedding)).toBeCloseTo(1, 4);
    }
    const floats = await client.embeddings.create({ model: embeddingModel, input, encoding_format: "float" });
    for (const [index, { embedding }] of floats.data.entries()) {
      expect(cosine(embedding, decoded.data[index]?.embedding)).toBeCloseTo(1, 4);
    }
    expect(floats.usage.total_tokens).toBeGreaterThan(0);
  });

  test("lie nearer for texts that mean or say the same", async () => {
    const near = async (asked: string, right: string, wrong: string) => {
      const { data } = await client.embeddings.create({ model: embeddingModel, input: [asked, right, wrong] });
      const [question, ...others] = data.map(({ embedding }) => embedding);
      return cosine(question, others[0]) - cosine(question, others[1]);
    };
    expect(
      await near("Can I bring my dog?", "Pets are welcome on the terrace.", "Parking costs 5 euros."),
    ).toBeGreaterThan(0.1);
    expect(await near("¿Hay aparcamiento?", "El aparcamiento es gratuito.", "Cerramos los lunes.")).toBeGreaterThan(
      0.1,
    );
    expect(await near("几点开始营业？", "我们上午九点营业。", "停车场免费。")).toBeGreaterThan(0.05);
  });

  test("of short requests don't wait for long ones", async () => {
    const finished: string[] = [];
    const texts = Array.from(
      { length: 200 },
      (_, index) => `The room number ${index} has a view over the lake and the old town.`,
    );
    const index = client.embeddings.create({ model: embeddingModel, input: texts }).then(() => finished.push("index"));
    await client.models.list(); // By now the long request is under way.
    const question = client.embeddings
      .create({ model: embeddingModel, input: "Which room has a view?" })
      .then(() => finished.push("question"));
    await Promise.all([index, question]);
    expect(finished).toEqual(["question", "index"]);
  });
});

describe("an answer", () => {
  test("quotes the source and cites it", async () => {
    expect(await reply(asking("What time do you open on Sundays?"))).toMatch(/12:00 to 23:00.* \[1\]/);
    expect(await reply(asking("Do you have vegan food?"))).toBe("Vegan dishes are always on the menu. [3]");
  });

  test("reads a table row as a sentence with the column that is asked for", async () => {
    expect(await reply(asking("How much is the Red Salon?"))).toBe("Red Salon – Price: €350. [2]");
    expect(await reply(asking("How many guests fit in the Garden Hall?"))).toBe(
      "Garden Hall – Seated: 120 guests. [2]",
    );
  });

  test.each([
    ["en", "Who is the president of France?", "I don't know"],
    ["es", "¿Quién es el presidente de Francia?", "No lo sé"],
    ["pt-BR", "Quem é o presidente da França?", "Não sei"],
    ["de", "Wer ist der Präsident von Frankreich?", "Das weiß ich nicht"],
    ["fr", "Qui est le président de la France ?", "Je ne sais pas"],
    ["it", "Chi è il presidente della Francia?", "Non lo so"],
    ["ru", "Кто президент Франции?", "Я не знаю"],
    ["ar", "من هو رئيس فرنسا؟", "لا أعرف"],
    ["zh", "法国总统是谁？", "我不知道"],
    ["sv", "Vem är Frankrikes president?", "I don't know"],
  ])("is declined in %s when no source supports one", async (language, question, beginning) => {
    const text = await reply(asking(question, language));
    expect(text.startsWith(beginning)).toBe(true);
    expect(text).not.toContain("[");
  });

  test("greets and thanks in the language of the prompt, without a source", async () => {
    expect(await reply(asking("Hi!"))).toMatch(/^Hello!/);
    expect(await reply(asking("¡Hola!", "es"))).toMatch(/^¡Hola!/);
    expect(await reply(asking("Vielen Dank!", "de"))).toMatch(/^Gern geschehen!/);
  });

  test("to a follow-up takes the words it lacks from the question before", async () => {
    const earlier = asking("When is the restaurant open on Sundays?");
    const messages: ChatCompletionMessageParam[] = [
      ...earlier,
      { role: "assistant", content: await reply(earlier) },
      { role: "user", content: "And on Mondays?" },
    ];
    expect(await reply(messages)).toMatch(/closed on Mondays.* \[1\]/);
  });

  test("comes in small pieces with the usage at the end", async () => {
    const stream = await client.chat.completions.create({
      model,
      messages: asking("Do you have vegan food?"),
      stream: true,
      stream_options: { include_usage: true },
    });
    const pieces: string[] = [];
    let last: OpenAI.ChatCompletionChunk | undefined;
    let reason: string | null | undefined;
    for await (const chunk of stream) {
      const [choice] = chunk.choices;
      if (choice?.delta.content) pieces.push(choice.delta.content);
      reason = choice?.finish_reason ?? reason;
      last = chunk;
    }
    expect(pieces.join("")).toBe("Vegan dishes are always on the menu. [3]");
    expect(pieces.length).toBeGreaterThan(5);
    expect(reason).toBe("stop");
    expect(last?.choices).toEqual([]);
    expect(last?.usage?.total_tokens).toBeGreaterThan(0);
  });

  test("to a client that went away does no harm", async () => {
    const controller = new AbortController();
    const pending = client.chat.completions.create(
      { model, messages: asking("Do you have nuts?") },
      { signal: controller.signal },
    );
    controller.abort();
    await expect(pending).rejects.toThrow(OpenAI.APIUserAbortError);
    expect(await reply(asking("Do you have vegan food?"))).toContain("[3]");
  });
});

test("an answer is told by each passage that says all of what was asked, not only by the one worded most like it", async () => {
  const dogs = [
    source(
      "1",
      "Accessibility",
      "Hearing and seeing\n\nMenus come in large print and in braille. Assistance dogs are welcome everywhere, also in the dining room.",
    ),
    source("2", "The Sluice", "High chairs: Six\nDogs: Welcome on the terrace and in the bar, not in the dining room"),
    source(
      "3",
      "Weddings",
      "Children are welcome at the ceremony. Dogs may come to the photographs, not to the dinner.",
    ),
  ].join("\n");
  const about = (question: string): ChatCompletionMessageParam[] => [
    { role: "system", content: `Answer from the sources.\nLanguage: en\n${dogs}` },
    { role: "user", content: question },
  ];
  const told = await reply(about("Are dogs welcome?"));
  expect(told).toContain("Dogs: Welcome on the terrace and in the bar, not in the dining room. [2]");
  expect(told).not.toContain("[3]");
  expect(await reply(about("Do you allow dogs?"))).toContain("[2]");
});

test("what can be reached without steps is not said to be free of charge", async () => {
  const parking = [
    source("1", "Getting here and parking", "Parking: 70 spaces, free for guests"),
    source("2", "Accessibility", "Step-free\n\nWeir Hall and the shop are step-free from the car park."),
  ].join("\n");
  const about = (question: string): ChatCompletionMessageParam[] => [
    { role: "system", content: `Answer from the sources.\nLanguage: en\n${parking}` },
    { role: "user", content: question },
  ];
  expect(await reply(about("Is parking free?"))).toBe("Parking: 70 spaces, free for guests. [1]");
  expect(await reply(about("Is the shop step free?"))).toContain("[2]");
});
