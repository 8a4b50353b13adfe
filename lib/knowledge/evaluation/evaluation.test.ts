import { afterAll, beforeAll, expect, test } from "vitest";
import { knowledgeOperations } from "@/lib/knowledge/operations";
import { knowledgeTag } from "@/lib/knowledge/search/cache";
import { passageVector } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { rest } from "@/lib/platform/http/rest";
import { cache } from "@/lib/platform/redis/cache";
import { actorDb } from "@/lib/platform/supabase/actor";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { compareRuns } from "./compare";
import { MAX_QUESTIONS } from "./schema";
import {
  addQuestions,
  deleteQuestion,
  deleteRun,
  getRun,
  getRunBefore,
  listQuestions,
  listRuns,
  runEvaluation,
} from "./service";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

const hours = "https://inn.example/hours";
const rooms = "https://inn.example/rooms";

/** An owner whose site has a page of opening hours and one of rooms. */
async function innkeeper() {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, "https://inn.example/");
  const ctx: Ctx = { ...customer, actor: { type: "member", userId: customer.userId, role: "owner" } };
  const put = async (url: string, title: string, text: string) => {
    const page = { url, title, description: "", content_hash: text, bytes: 0, http_status: 200 };
    const passages = [{ heading_path: [title], content: text, terms: passageVector(text, title) }];
    const stored = { p_customer: ctx.customerId, p_site: site.id, p_page: page, p_passages: passages };
    const { data: pageId } = await stack.serviceDb.rpc("put_page", stored).throwOnError();
    await cache.forget(knowledgeTag(ctx.customerId));
    return pageId;
  };
  await put(hours, "Opening hours", "The kitchen is open from noon until nine in the evening.");
  await put(rooms, "Rooms", "Every room has a balcony and a bath. Breakfast is included.");
  return { ctx, put };
}

async function call(ctx: Ctx, method: string, path: string, body?: object) {
  const request = new Request(`http://app.example/api/v1/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const serve = rest(knowledgeOperations, async () => ctx);
  const response = await serve(request, { params: Promise.resolve({ path: path.split("/") }) });
  return { status: response.status, body: await response.json() };
}

const asked = [
  { question: "When is the kitchen open?", url: hours },
  { question: "Is breakfast included?", url: rooms },
  { question: "Which balcony has a sauna?", url: hours },
];

test("questions keep their order, each with its page's title, and one that is there already isn't added again", async () => {
  const { ctx } = await innkeeper();
  await addQuestions(ctx, { questions: asked });
  const { questions } = await addQuestions(ctx, { questions: [asked[0] ?? { question: "", url: "" }] });
  expect(questions.map(({ question, title }) => [question, title])).toEqual([
    ["When is the kitchen open?", "Opening hours"],
    ["Is breakfast included?", "Rooms"],
    ["Which balcony has a sauna?", "Opening hours"],
  ]);
});

test("an address is taken in any spelling of the page's, and one that is no page names its line", async () => {
  const { ctx } = await innkeeper();
  const { questions } = await addQuestions(ctx, {
    questions: [{ question: "Open?", url: `${hours}?utm_source=mail#top` }],
  });
  expect(questions).toMatchObject([{ url: hours }]);
  const unknown = { question: "Sauna?", url: "https://inn.example/sauna" };
  const mixed = { questions: [...asked, unknown] };
  await expect(addQuestions(ctx, mixed)).rejects.toThrow("address of line 4: https://inn.example/sauna");
  expect(await listQuestions(ctx)).toHaveLength(1); // All or none.
});

test("no more than 200 questions are kept", async () => {
  const { ctx } = await innkeeper();
  const many = Array.from({ length: MAX_QUESTIONS }, (_, index) => ({ question: `Open on day ${index}?`, url: hours }));
  expect((await addQuestions(ctx, { questions: many })).questions).toHaveLength(MAX_QUESTIONS);
  await expect(addQuestions(ctx, { questions: asked })).rejects.toThrow("There would be 203 questions");
});

test("a run says where each page was found and what stood first, and sums up how many at 1 and at 5", async () => {
  const { ctx } = await innkeeper();
  await addQuestions(ctx, { questions: asked });
  const run = await runEvaluation(ctx, { note: "As it is" });
  expect(run).toMatchObject({ note: "As it is", questions: 3, foundAt1: 2, foundAt5: 2 });
  expect((await getRun(ctx, run.id)).results).toMatchObject([
    { ...asked[0], rank: 1, firstUrl: hours },
    { ...asked[1], rank: 1, firstUrl: rooms },
    { ...asked[2], rank: null, firstUrl: rooms, firstTitle: "Rooms" },
  ]);
});

test("runs from before and after a change can be compared, also when questions were added or removed", async () => {
  const { ctx, put } = await innkeeper();
  const { questions } = await addQuestions(ctx, { questions: asked });
  const before = await runEvaluation(ctx, { note: "" });
  await put(hours, "Opening hours", "The kitchen is open from noon until nine. No balcony has a sauna.");
  const gone = await put(rooms, "Rooms", "Every room has a bath.");
  await stack.serviceDb
    .rpc("retire_page", { p_customer: ctx.customerId, p_page: gone, p_http_status: 404 })
    .throwOnError();
  await cache.forget(knowledgeTag(ctx.customerId));
  await deleteQuestion(ctx, questions[0]?.id ?? "");
  await addQuestions(ctx, { questions: [{ question: "Is the kitchen open at nine?", url: hours }] });
  const after = await getRun(ctx, (await runEvaluation(ctx, { note: "" })).id);
  const earlier = await getRunBefore(ctx, after);
  expect(earlier?.id).toBe(before.id);
  const { results, removed } = compareRuns(earlier?.results ?? [], after.results);
  expect(results.map(({ question, before: was, rank, change }) => [question, was, rank, change])).toEqual([
    ["Is breakfast included?", 1, null, "worse"],
    ["Which balcony has a sauna?", null, 1, "better"],
    ["Is the kitchen open at nine?", undefined, 1, "added"],
  ]);
  expect(removed).toBe(1);
  expect(await listQuestions(ctx)).toMatchObject([{ title: null }, {}, {}]); // Its page is gone.
});

test("runs are listed newest first, in parts, and can be removed", async () => {
  const { ctx } = await innkeeper();
  await addQuestions(ctx, { questions: asked.slice(0, 1) });
  const ids: string[] = [];
  for (const note of ["a", "b", "c"]) ids.unshift((await runEvaluation(ctx, { note })).id);
  const first = await listRuns(ctx, { limit: 2 });
  const rest_ = await listRuns(ctx, { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.runs, ...rest_.runs].map(({ id }) => id)).toEqual(ids);
  await deleteRun(ctx, ids[0] ?? "");
  expect((await listRuns(ctx, { limit: 5 })).runs).toHaveLength(2);
});

test("without a question there is nothing to run", async () => {
  const { ctx } = await innkeeper();
  await expect(runEvaluation(ctx, { note: "" })).rejects.toMatchObject({
    status: 400,
    message: "Add a question first",
  });
});

test("members who don't manage the business see questions and runs and change nothing; strangers see none", async () => {
  const { ctx } = await innkeeper();
  await addQuestions(ctx, { questions: asked.slice(0, 1) });
  const run = await runEvaluation(ctx, { note: "" });
  const viewer = await stack.newCustomer();
  const stranger: Ctx = { ...ctx, db: viewer.db };
  expect(await listQuestions(stranger)).toEqual([]);
  await expect(getRun(stranger, run.id)).rejects.toMatchObject({ status: 404 });
  const membership = { customer_id: ctx.customerId, user_id: viewer.userId, role: "viewer" } as const;
  await stack.serviceDb.from("members").insert(membership).throwOnError();
  const [question] = await listQuestions(stranger);
  expect((await getRun(stranger, run.id)).results).toHaveLength(1);
  await expect(addQuestions(stranger, { questions: asked })).rejects.toMatchObject({ status: 403 });
  await expect(deleteQuestion(stranger, question?.id ?? "")).rejects.toMatchObject({ status: 404 });
  await expect(runEvaluation(stranger, { note: "" })).rejects.toMatchObject({ status: 403 });
  await expect(deleteRun(stranger, run.id)).rejects.toMatchObject({ status: 404 });
});

test("a program adds questions, runs them and reads what became of each over the API", async () => {
  const { ctx } = await innkeeper();
  const db = actorDb({ role: "api_key", customer_id: ctx.customerId, key_id: crypto.randomUUID() });
  const program: Ctx = { ...ctx, db, actor: { type: "api_key", keyId: "key", scopes: ["read", "write"] } };
  const added = await call(program, "POST", "evaluation/questions", { questions: asked });
  expect(added).toMatchObject({ status: 201, body: { questions: [{ title: "Opening hours" }, {}, {}] } });
  const { body: run } = await call(program, "POST", "evaluation/runs");
  expect(run).toMatchObject({ questions: 3, foundAt1: 2 });
  expect(await call(program, "GET", `evaluation/runs/${run.id}`)).toMatchObject({
    body: { results: [{ rank: 1 }, {}, {}] },
  });
  expect(await call(program, "GET", "evaluation/runs")).toMatchObject({ body: { runs: [{ id: run.id }] } });
  const [question] = added.body.questions;
  expect(await call(program, "DELETE", `evaluation/questions/${question.id}`)).toMatchObject({ status: 200 });
  expect((await call(program, "GET", "evaluation/questions")).body.questions).toHaveLength(2);
  expect(await call(program, "DELETE", `evaluation/runs/${run.id}`)).toMatchObject({ status: 200 });
});
