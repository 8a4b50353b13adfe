import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findPassages } from "@/lib/knowledge/search/find-passages";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { claimDocument } from "./queue";
import { readDocument } from "./read-documents";
import { addFile, addText, getDocument, removeDocument, updateDocument } from "./service";
import { countsOf, give, newOwner, read } from "./testing";

let stack: TestStack;
let system: SystemCtx;

beforeAll(async () => {
  stack = await startTestStack();
  system = asSystem("test");
});
afterAll(() => stack.close());

describe("removing", () => {
  test("takes the page, its passages, their counts and the file along", async () => {
    const own = await newOwner(stack);
    await addText(own, { title: "Stays", text: "The bakery opens at six." });
    await read();
    const before = await countsOf(stack, own);
    const { id } = await give(own, "leaves.txt", "The bakery closes at noon.");
    const [row] = await stack.sql("select storage_path from documents where id = $1", [id]);
    await removeDocument(own, id);
    await stack.sql("select search_compact($1)", [own.customerId]);
    expect(await countsOf(stack, own)).toEqual(before);
    expect((await stack.serviceDb.storage.from("documents").download(String(row?.storage_path))).data).toBeNull();
    await expect(getDocument(own, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a business that leaves takes its documents' pages along", async () => {
    const own = await newOwner(stack);
    await addText(own, { title: "Last", text: "Farewell." });
    await read();
    await stack.sql("delete from customers where id = $1", [own.customerId]);
    expect(await countsOf(stack, own)).toMatchObject({ counted: null, passages: 0, pages: 0 });
  });
});

describe("workers", () => {
  beforeEach(() => read()); // Nothing waits but what the test gives.

  test("a killed worker's document is another's once its lease has run out, and the first one's late work is dropped", async () => {
    const own = await newOwner(stack);
    const { id } = await addText(own, { title: "Twice", text: "The tower was built in 1887." });
    const [dead, alive] = [randomUUID(), randomUUID()];
    const claimed = await claimDocument(system, dead);
    expect(claimed?.id).toBe(id);
    expect(await claimDocument(system, alive)).toBeNull();
    await stack.sql("update documents set leased_until = now() - interval '1 second' where id = $1", [id]);
    await read();
    expect((await getDocument(own, id)).status).toBe("ready");
    const stored = await countsOf(stack, own);
    if (claimed) await readDocument(system, dead, { ...claimed, body: "Something else" });
    expect(await countsOf(stack, own)).toEqual(stored);
    expect((await findPassages(own, "tower 1887", 5)).map(({ url }) => url)).toEqual([`urn:uuid:${id}`]);
  });

  test("a text that is changed while it is read is read again", async () => {
    const own = await newOwner(stack);
    const { id } = await addText(own, { title: "Race", text: "Red wins." });
    const worker = randomUUID();
    const claimed = await claimDocument(system, worker);
    await updateDocument(own, id, { body: "Blue wins." });
    if (claimed) await readDocument(system, worker, claimed);
    expect((await getDocument(own, id)).status).toBe("waiting");
    await read();
    expect((await getDocument(own, id)).passages.map(({ text }) => text)).toEqual(["Blue wins."]);
  });

  test("a document that kills every worker is given up with a reason", async () => {
    const own = await newOwner(stack);
    const { id } = await addText(own, { title: "Poison", text: "Fatal." });
    for (let attempt = 0; attempt < 3; attempt++) {
      expect((await claimDocument(system, randomUUID()))?.id).toBe(id);
      await stack.sql("update documents set leased_until = now() - interval '1 second' where id = $1", [id]);
    }
    await read();
    expect(await getDocument(own, id)).toMatchObject({
      status: "failed",
      errorMessage: expect.stringMatching(/3 attempts/),
    });
  });

  test("an upload that never came is marked as failed", async () => {
    const own = await newOwner(stack);
    const { document } = await addFile(own, { name: "lost.pdf", bytes: 10 });
    await stack.sql("update documents set updated_at = now() - interval '4 hours' where id = $1", [document.id]);
    await read();
    expect(await getDocument(own, document.id)).toMatchObject({
      status: "failed",
      errorMessage: expect.stringMatching(/never arrived/),
    });
  });
});
