import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLiteApp } from "./lite-app";
import { mailFolder } from "./mail-driver";
import { type EmbeddedDatabase, openPglite } from "./pglite";
import { prepareDatabase } from "./prepare";
import { type Instance, type Owner, onEachEngine, rows, TEST_MIGRATIONS, testSnapshot } from "./testing/instance";

const ROUNDS = 50;
const DOCUMENTS = "/rest/v1/documents?select=title";

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe("in one process", () => {
  const keys = { jwtSecret: randomUUID(), anonKey: "sb_publishable_test", serviceRoleKey: "sb_secret_test" };
  const org = randomUUID();
  let database: EmbeddedDatabase;
  let ask: (key: string, path: string, row?: object) => Promise<Response>;
  beforeAll(async () => {
    database = await openPglite({ snapshot: await testSnapshot() });
    const folders = { mail: mailFolder("/nonexistent"), storageDir: "/nonexistent" };
    const app = createLiteApp(database.connection, { keys, siteUrl: "http://app.example", ...folders });
    await prepareDatabase(database, app, TEST_MIGRATIONS);
    await database.query("insert into public.organizations (id, name, slug) values ($1, 'Org', 'org')", [org]);
    await database.query("insert into public.documents (org_id, title) values ($1, 'secret')", [org]);
    ask = async (apikey, path, row) => {
      const headers = { apikey, "content-type": "application/json" };
      return app.fetch(
        new Request(`http://localhost${path}`, { headers, ...(row && { method: "POST", body: JSON.stringify(row) }) }),
      );
    };
  });
  afterAll(() => database.close());

  test("of 150 anonymous requests among 150 of the service, none sees a row", async () => {
    const seen = { anonymous: 0, service: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const answers = times(6, (i) => ask(i % 2 ? keys.serviceRoleKey : keys.anonKey, DOCUMENTS));
      const bodies = await Promise.all(answers.map(async (answer) => (await answer).json()));
      bodies.forEach((body, i) => {
        seen[i % 2 ? "service" : "anonymous"] += body.length;
      });
    }
    expect(seen).toEqual({ anonymous: 0, service: 3 * ROUNDS });
  });

  test("a write that fails takes no other write with it", async () => {
    const insert = (title: string, org_id: string) => ask(keys.serviceRoleKey, "/rest/v1/documents", { title, org_id });
    for (let round = 0; round < 30; round++) {
      const [good, bad] = await Promise.all([insert(`kept ${round}`, org), insert("lost", randomUUID())]);
      expect([good?.status, bad?.status]).toEqual([201, 409]);
    }
    const kept = await database.query("select title from public.documents where title like 'kept %'");
    expect(kept).toHaveLength(30);
    expect(await database.query("select 1 from public.documents where title = 'lost'")).toEqual([]);
  });
});

/** Sends requests in one packet of one connection and gives the bodies of the answers, in order. */
function pipelined(instance: Instance, keys: string[]): Promise<unknown[][]> {
  const { hostname, port, host } = new URL(instance.url);
  const request = (key: string) =>
    `GET ${DOCUMENTS} HTTP/1.1\r\nHost: ${host}\r\napikey: ${key}\r\nAccept: application/json\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(keys.map(request).join("")));
    let received = "";
    socket.on("error", reject);
    socket.on("data", (data) => {
      received += data;
      const bodies = [...received.matchAll(/\r\n(\[[^\r\n]*\])/g)].map(([, body = ""]) => JSON.parse(body));
      if (bodies.length < keys.length) return;
      socket.destroy();
      resolve(bodies);
    });
  });
}

const onEach = onEachEngine(async (instance) => ({
  owners: await Promise.all(times(4, (i) => instance.newOwner(`Owner${i}`))),
}));

const insertSome = async ({ client, org }: Owner) =>
  rows(
    await client
      .from("documents")
      .insert(times(5, (i) => ({ org_id: org, title: `${org} ${i}` })))
      .select("org_id"),
  );

onEach("six requests in one packet each keep their own role", async ({ instance, owners }) => {
  await insertSome(owners[0] as Owner);
  const { anonKey, serviceRoleKey } = instance.keys;
  for (let round = 0; round < 20; round++) {
    const answers = await pipelined(
      instance,
      times(6, (i) => (i % 2 ? serviceRoleKey : anonKey)),
    );
    expect(answers.map((answer) => answer.length > 0)).toEqual([false, true, false, true, false, true]);
  }
});

onEach("people who read and write at the same time see their own rows alone", async ({ owners }) => {
  const oneRound = async (owner: Owner) => {
    const [written, read, self] = await Promise.all([
      insertSome(owner),
      owner.client.from("documents").select("org_id"),
      owner.client.rpc("who_am_i"),
    ]);
    for (const { org_id } of [...written, ...rows(read)]) expect(org_id).toBe(owner.org);
    expect(rows(self).uid).toBe(owner.id);
  };
  for (let round = 0; round < 8; round++) await Promise.all(owners.map(oneRound));
});
