import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { docxParagraph, sampleDocx, samplePdf } from "@/lib/knowledge/extract/sample-files";
import { findPassages } from "@/lib/knowledge/search/find-passages";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { rest } from "@/lib/platform/http/rest";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { documentOperations } from "./operations";
import {
  addFile,
  addQuestionAnswer,
  addText,
  documentRoom,
  finishUpload,
  getDocument,
  linkToFile,
  listDocuments,
  removeDocument,
  updateDocument,
} from "./service";
import { countsOf, give, newOwner, programOf, put, read } from "./testing";

let stack: TestStack;
let ctx: Ctx<ActorOf<"member">>;

beforeAll(async () => {
  stack = await startTestStack();
  ctx = await newOwner(stack);
});
afterAll(() => stack.close());

const urls = async (question: string, by: Ctx = ctx) => (await findPassages(by, question, 5)).map(({ url }) => url);

describe("files", () => {
  test.each([
    ["rooms.pdf", () => samplePdf([[{ text: "The Heron room seats forty guests.", y: 700 }]]), "Heron room"],
    ["menu.docx", () => sampleDocx(docxParagraph("The Kestrel menu costs 42 euros a person.")), "Kestrel menu"],
    ["wifi.txt", () => "The wireless network is called Osprey.", "wireless network Osprey"],
    ["dogs.md", () => "# House rules\n\nDogs and **falcons** are welcome in the garden.", "falcons garden"],
  ])("BASE-008 %s is uploaded, read and found", async (name, body, question) => {
    const document = await give(ctx, name, body());
    expect(document).toMatchObject({ kind: "file", title: name, status: "ready", errorMessage: null });
    expect(document.passages[0]?.headingPath[0]).toBe(name);
    expect(await urls(question)).toContain(`urn:uuid:${document.id}`);
  });

  test.each([
    ["a picture that calls itself a PDF", "photo.pdf", Buffer.from("89504e470d0a1a0a0000000d", "hex"), "can't be read"],
    ["a broken PDF", "broken.pdf", "%PDF-1.7\nnothing", "broken"],
    ["a file without text", "blank.txt", " \n ", "no text"],
  ])("BASE-008 %s fails with the reason", async (_, name, body, reason) => {
    const document = await give(ctx, name, body);
    expect(document).toMatchObject({ status: "failed", errorMessage: expect.stringContaining(reason), passages: [] });
  });

  test("BASE-008 the bucket takes no file above 20 MB, of no other kind, and nothing that no document waits for", async () => {
    const { document, upload } = await addFile(ctx, { name: "small.txt", bytes: 10 });
    const tooLarge = await put(upload, Buffer.alloc(21 * 1024 * 1024, "a"));
    expect([tooLarge.ok, await tooLarge.text()]).toEqual([false, expect.stringContaining("maximum allowed size")]);
    const picture = await put({ ...upload, contentType: "image/png" }, "x");
    expect([picture.ok, await picture.text()]).toEqual([false, expect.stringContaining("mime type")]);
    await expect(finishUpload(ctx, document.id)).rejects.toMatchObject({ code: "conflict" });
    const files = ctx.db.storage.from("documents");
    const stray = await files.upload(
      `${ctx.customerId}/${randomUUID()}/stray.txt`,
      new Blob(["x"], { type: "text/plain" }),
    );
    expect(stray.error).not.toBeNull();
  });

  test("a file's original is downloaded under its own name through a short link, by its business alone", async () => {
    const { id } = await give(ctx, "Preise für 2026.txt", "Eine Nacht kostet 80 Euro.");
    const { url } = await linkToFile(ctx, id);
    const response = await fetch(url);
    expect(await response.text()).toBe("Eine Nacht kostet 80 Euro.");
    expect(response.headers.get("content-disposition")).toContain(encodeURIComponent("Preise für 2026.txt"));
    const [row] = await stack.sql("select storage_path from documents where id = $1", [id]);
    const other = await newOwner(stack);
    expect((await other.db.storage.from("documents").download(String(row?.storage_path))).data).toBeNull();
  });

  test("a program uploads with its key's rights", async () => {
    const document = await give(await programOf(ctx), "parking.txt", "Park behind the Curlew barn.");
    expect(document.status).toBe("ready");
    expect(await urls("Curlew barn")).toContain(`urn:uuid:${document.id}`);
  });
});

describe("texts and answers", () => {
  test("BASE-008 an answer is found by its question, and quoted with both", async () => {
    const { id } = await addQuestionAnswer(ctx, {
      question: "May I bring my own cake?",
      answer: "Yes.\nWe charge 2 euros a plate.",
    });
    await read();
    const [best] = await findPassages(ctx, "Can we bring our own cake?", 5);
    expect(best).toMatchObject({ url: `urn:uuid:${id}`, title: "May I bring my own cake?" });
    expect(best?.text).toBe("May I bring my own cake?\nYes.\nWe charge 2 euros a plate.");
    expect(best?.headingPath).toEqual(["May I bring my own cake?"]);
  });

  test("a changed text is found by its new words alone, and by the old ones until then", async () => {
    const own = await newOwner(stack);
    const { id } = await addText(own, { title: "Boats", text: "The ferry is called Guillemot." });
    const found = async (question: string) => (await findPassages(own, question, 5)).map(({ text }) => text);
    await read();
    await updateDocument(own, id, { body: "The ferry is called Shearwater." });
    expect((await getDocument(own, id)).status).toBe("waiting");
    expect(await found("Guillemot")).toEqual(["The ferry is called Guillemot."]);
    await read();
    expect(await found("Shearwater")).toEqual(["The ferry is called Shearwater."]);
    expect(await countsOf(stack, own)).toMatchObject({ counted: 1, passages: 1, pages: 1 });
  });

  test("every passage gets its vector", async () => {
    const { id } = await addText(ctx, { title: "Trees", text: "There are nine limes in the yard." });
    await read();
    const models = await stack.sql(
      `select e.model from page_embeddings e join website_content c on c.id = e.passage_id
       join scraped_pages p on p.id = c.page_id where p.url = $1`,
      [`urn:uuid:${id}`],
    );
    expect(models).toEqual([{ model: "omniops-local-512" }]);
    expect(await stack.sql("select id from documents where status = 'ready' and vector_model is null")).toEqual([]);
  });
});

describe("rights", () => {
  test("another business's document is not there, whatever is done with it", async () => {
    const other = await newOwner(stack);
    const { id } = await addText(other, { title: "Secret", text: "The safe is behind the clock." });
    await read();
    for (const attempt of [
      getDocument(ctx, id),
      updateDocument(ctx, id, { title: "Mine" }),
      removeDocument(ctx, id),
      finishUpload(ctx, id),
      linkToFile(ctx, id),
    ]) {
      await expect(attempt).rejects.toMatchObject({ status: 404 });
    }
    expect((await listDocuments(ctx, { limit: 200 })).documents.map((document) => document.id)).not.toContain(id);
    expect(await urls("Where is the safe?")).not.toContain(`urn:uuid:${id}`);
  });

  test.each(["agent", "viewer"])("an %s sees documents, and adds, changes and removes none", async (role) => {
    const own = await newOwner(stack);
    const { id } = await addText(own, { title: "Hours", text: "Nine to five." });
    const person = await newOwner(stack);
    await stack.sql("insert into members (customer_id, user_id, role) values ($1, $2, $3)", [
      own.customerId,
      person.actor.userId,
      role,
    ]);
    const as = { ...person, customerId: own.customerId };
    expect((await getDocument(as, id)).title).toBe("Hours");
    await expect(addText(as, { title: "No", text: "No" })).rejects.toMatchObject({ status: 403 });
    await expect(addFile(as, { name: "no.txt", bytes: 3 })).rejects.toMatchObject({ status: 403 });
    await expect(updateDocument(as, id, { body: "Never" })).rejects.toMatchObject({ status: 404 });
    await expect(removeDocument(as, id)).rejects.toMatchObject({ status: 404 });
  });
});

test("documents are listed page by page, the newest first, by kind and by a part of the title", async () => {
  const own = await newOwner(stack);
  for (const name of ["First", "Second", "Third 100%"]) await addText(own, { title: name, text: name });
  await addQuestionAnswer(own, { question: "Fourth?", answer: "Yes" });
  const titles = async (asked: object) => {
    const { documents, nextCursor } = await listDocuments(own, { limit: 2, ...asked });
    return { titles: documents.map(({ title }) => title), nextCursor };
  };
  const first = await titles({});
  expect(first.titles).toEqual(["Fourth?", "Third 100%"]);
  expect(await titles({ cursor: first.nextCursor })).toEqual({ titles: ["Second", "First"], nextCursor: null });
  expect((await titles({ kind: "qa" })).titles).toEqual(["Fourth?"]);
  expect((await titles({ query: "100%" })).titles).toEqual(["Third 100%"]);
  expect((await titles({ query: "_" })).titles).toEqual([]);
});

test("BASE-008 a plan holds so many documents; one more is refused with what to do, until one is removed", async () => {
  const own = await newOwner(stack);
  await stack.sql("update customers set plan = 'basic' where id = $1", [own.customerId]);
  const { most } = await documentRoom(own);
  await stack.sql(
    `insert into documents (id, customer_id, kind, title, storage_path)
     select id, $1::uuid, 'file', 'Note', $1 || '/' || id || '/note.txt' from (
       select gen_random_uuid() as id from generate_series(1, $2::int)) n`,
    [own.customerId, most],
  );
  expect(await documentRoom(own)).toEqual({ used: most, most });
  const program = await programOf(own);
  for (const attempt of [
    () => addText(own, { title: "One more", text: "Words" }),
    () => addQuestionAnswer(own, { question: "One more?", answer: "Words" }),
    () => addFile(program, { name: "more.txt", bytes: 5 }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ status: 409, message: expect.stringContaining("Remove one") });
  }
  const [oldest] = (await listDocuments(own, { limit: 1 })).documents;
  await removeDocument(own, oldest?.id ?? "");
  expect(await addText(own, { title: "One more", text: "Words" })).toMatchObject({ status: "waiting" });
  await stack.sql("update customers set plan = 'premium' where id = $1", [own.customerId]);
  expect((await documentRoom(own)).most).toBeGreaterThan(most);
});

test("BASE-008 a program gives documents by REST, and is told in words what to change", async () => {
  const own = await newOwner(stack);
  const serve = rest(documentOperations, async () => own);
  const call = async (method: string, path: string, body?: object) => {
    const request = new Request(`http://omniops.test/api/v1/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const segments = new URL(request.url).pathname.split("/").slice(3);
    const response = await serve(request, { params: Promise.resolve({ path: segments }) });
    return { status: response.status, body: await response.json() };
  };
  const added = await call("POST", "documents/questions", { question: "Open on Mondays?", answer: "No." });
  expect(added).toMatchObject({ status: 202, body: { kind: "qa", title: "Open on Mondays?", status: "waiting" } });
  const { id } = added.body;
  await read();
  expect((await call("GET", `documents/${id}`)).body).toMatchObject({ status: "ready", passageCount: 1, body: "No." });
  expect((await call("PATCH", `documents/${id}`, { body: "Yes." })).status).toBe(202);
  expect((await call("GET", "documents?kind=qa")).body.documents).toHaveLength(1);
  expect(await call("DELETE", `documents/${id}`)).toEqual({ status: 200, body: {} });
  expect((await call("GET", `documents/${id}`)).status).toBe(404);
  for (const [path, body, reason] of [
    ["documents/texts", { title: "", text: "x" }, "Give it a title"],
    ["documents/texts", { title: "x", text: "y".repeat(50_001) }, "at most 50,000 characters"],
    ["documents/files", { name: "x.exe", bytes: 5 }, "Only PDF, DOCX, TXT, MD and HTML"],
    ["documents/files", { name: "x.pdf", bytes: 21 * 1024 * 1024 }, "larger than 20 MB"],
    ["documents/files", { name: "x.pdf", bytes: 0 }, "empty"],
  ] as const) {
    const refused = await call("POST", path, body);
    expect([refused.status, refused.body.error.message]).toEqual([400, expect.stringContaining(reason)]);
  }
});
