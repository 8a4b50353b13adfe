import { randomUUID } from "node:crypto";
import type { RealtimeChannel } from "@supabase/supabase-js";
import { describe, expect, vi } from "vitest";
import { type Client, type Instance, type Owner, onEachEngine, rows } from "@/scripts/stack/supabase/testing/instance";

const PATIENCE_MS = 15_000;

const test = onEachEngine(async (instance) => {
  const [ann, bob] = await Promise.all([instance.newOwner("Ann"), instance.newOwner("Bob")]);
  return { ann, bob };
});

/** Joins a channel; gives the reason where it is refused. */
function joined(channel: RealtimeChannel): Promise<string> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") resolve("joined");
      if (status === "CHANNEL_ERROR" || status === "TIMED_OUT") resolve(error?.message ?? status);
    });
  });
}

type Change = { eventType: string; new: Record<string, unknown>; old: Record<string, unknown> };

/** Collects the changes of a table that a client hears. */
async function changesFor(client: Client, filter: { event?: string; table?: string; filter?: string } = {}) {
  const heard: Change[] = [];
  const wanted = { event: "*", schema: "public", table: "documents", ...filter };
  const channel = client.channel(randomUUID());
  channel.on("postgres_changes" as "system", wanted as never, (change: unknown) => heard.push(change as Change));
  expect(await joined(channel)).toBe("joined");
  return heard;
}

const insert = async ({ client, org }: Owner, title: string): Promise<string> =>
  rows(await client.from("documents").insert({ org_id: org, title }).select("id").single()).id;

/** Lets a document come, change and go; not before each step was heard, because a row that is gone is visible to nobody. */
async function livingOf(owner: Owner, heard: Change[]): Promise<string> {
  const id = await insert(owner, "one");
  await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENCE_MS);
  await owner.client.from("documents").update({ title: "two" }).eq("id", id);
  await vi.waitFor(() => expect(heard).toHaveLength(2), PATIENCE_MS);
  await owner.client.from("documents").delete().eq("id", id);
  await vi.waitFor(() => expect(heard).toHaveLength(3), PATIENCE_MS);
  return id;
}

/** Ends when everything sent so far has been heard: a row of one's own comes after all that came before. */
async function settled(instance: Instance): Promise<void> {
  const owner = await instance.newOwner("Last");
  const heard = await changesFor(owner.client);
  await insert(owner, "last");
  await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENCE_MS);
}

describe("changes of tables", () => {
  test("a member hears of rows as they come, change and go, in order", async ({ ann }) => {
    const heard = await changesFor(ann.client);
    const id = await livingOf(ann, heard);
    expect(heard).toMatchObject([
      { eventType: "INSERT", new: { id, title: "one", views: 0, tags: [] }, old: {} },
      { eventType: "UPDATE", new: { id, title: "two" }, old: { id } },
      { eventType: "DELETE", new: {}, old: { id } },
    ]);
  });

  test("another tenant hears nothing of them but the key of what was deleted", async ({ instance, ann, bob }) => {
    const [hers, his] = [await changesFor(ann.client), await changesFor(bob.client)];
    const anonymous = await changesFor(instance.client());
    const id = await livingOf(ann, hers);
    await settled(instance);
    for (const heard of [his, anonymous]) {
      expect(heard.map((change) => [change.eventType, change.new, change.old])).toEqual([["DELETE", {}, { id }]]);
    }
  });

  test("a filter and an event choose among them", async ({ instance, ann }) => {
    const [all, few] = [
      await changesFor(ann.client),
      await changesFor(ann.client, { event: "INSERT", filter: "title=eq.this" }),
    ];
    const service = await changesFor(instance.service, { filter: `org_id=eq.${ann.org}` });
    const id = await insert(ann, "this");
    await insert(ann, "that");
    await ann.client.from("documents").update({ views: 1 }).eq("id", id);
    await vi.waitFor(() => expect([all.length, service.length]).toEqual([3, 3]), PATIENCE_MS);
    expect(few.map((change) => change.new.title)).toEqual(["this"]);
  });

  test("columns without a grant don't travel, and no filter tells what they hold", async ({ instance, ann }) => {
    await instance.sql("revoke select on public.profiles from authenticated");
    await instance.sql("grant select (id, full_name) on public.profiles to authenticated");
    await instance.sql("alter table public.profiles replica identity full");
    const guessed = await changesFor(ann.client, { table: "profiles", filter: `email=eq.${ann.email}` });
    const heard = await changesFor(ann.client, { table: "profiles" });
    await ann.client.from("profiles").update({ full_name: "Ann B." }).eq("id", ann.id);
    await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENCE_MS);
    expect(heard[0]?.new).toEqual({ id: ann.id, full_name: "Ann B." });
    expect(heard[0]?.old).toEqual({ id: ann.id, full_name: "Ann" });
    expect(guessed).toEqual([]);
  });

  test("who has no account is told apart by the claims of the token", async ({ instance }) => {
    const sessions = [randomUUID(), randomUUID()];
    const heard: Change[][] = [];
    for (const session_id of sessions) {
      const client = instance.client();
      await client.realtime.setAuth(await instance.tokenFor({ role: "visitor_of_tests", session_id }));
      heard.push(await changesFor(client, { table: "visits" }));
    }
    const visits = sessions.map((session_id, i) => ({ session_id, customer_id: randomUUID(), page: `/${i}` }));
    rows(await instance.service.from("visits").insert(visits));
    await vi.waitFor(() => expect(heard.map(({ length }) => length)).toEqual([1, 1]), PATIENCE_MS);
    expect(heard.map(([change]) => change?.new.page)).toEqual(["/0", "/1"]);
  });

  test("a burst arrives whole and in order", async ({ ann }) => {
    const heard = await changesFor(ann.client);
    const titles = Array.from({ length: 40 }, (_, i) => `burst ${i}`);
    rows(await ann.client.from("documents").insert(titles.map((title) => ({ org_id: ann.org, title }))));
    await vi.waitFor(() => expect(heard).toHaveLength(40), PATIENCE_MS);
    expect(heard.map((change) => change.new.title)).toEqual(titles);
  });

  test("nothing waits in the database when nobody listens", async ({ instance, ann }) => {
    await ann.client.removeAllChannels();
    await settled(instance);
    const left = async () => (await instance.sql("select count(*)::int as n from realtime.changes"))[0]?.n;
    await vi.waitFor(async () => expect(await left()).toBe(0));
  });
});

const room = (client: Client, name: string, options = {}) => {
  const heard: { event: string; payload: Record<string, unknown> }[] = [];
  const channel = client.channel(name, { config: options });
  channel.on("broadcast", { event: "*" }, ({ event, payload }) => heard.push({ event, payload }));
  return { channel, heard };
};

describe("broadcasts", () => {
  test("members of a private channel hear what triggers tell it", async ({ instance, ann }) => {
    const { channel, heard } = room(ann.client, `org:${ann.org}`, { private: true });
    expect(await joined(channel)).toBe("joined");
    const id = await insert(ann, "told");
    await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENCE_MS);
    expect(heard[0]).toMatchObject({ event: "INSERT", payload: { record: { id, title: "told" }, table: "documents" } });
    await instance.sql("select realtime.send($1, 'note', $2, true)", [{ text: "é✓" }, `org:${ann.org}`]);
    await vi.waitFor(() => expect(heard[1]).toMatchObject({ event: "note", payload: { text: "é✓" } }), PATIENCE_MS);
    await ann.client.removeChannel(channel);
  });

  test("others can't join a private channel, and its public namesake is another room", async ({
    instance,
    ann,
    bob,
  }) => {
    const name = `org:${ann.org}`;
    for (const client of [bob.client, instance.client()]) {
      expect(await joined(client.channel(name, { config: { private: true } }))).toContain("Unauthorized");
      await client.removeAllChannels();
    }
    const { channel, heard } = room(bob.client, name);
    expect(await joined(channel)).toBe("joined");
    await insert(ann, "private");
    await settled(instance);
    expect(heard).toEqual([]);
    await bob.client.removeAllChannels();
  });

  test("what a client says reaches the others, and itself where it wants, and is acknowledged", async ({
    ann,
    bob,
  }) => {
    const hers = room(ann.client, "open room", { broadcast: { ack: true, self: true } });
    const his = room(bob.client, "open room", { broadcast: { ack: true } });
    expect([await joined(hers.channel), await joined(his.channel)]).toEqual(["joined", "joined"]);
    const say = (channel: RealtimeChannel, payload: object) =>
      channel.send({ type: "broadcast", event: "said", payload });
    expect(await say(hers.channel, { text: "Grüße, 你好 ✓" })).toBe("ok");
    expect(await say(his.channel, { text: "hello" })).toBe("ok");
    await vi.waitFor(() => expect(hers.heard).toHaveLength(2), PATIENCE_MS);
    expect(his.heard).toEqual([{ event: "said", payload: { text: "Grüße, 你好 ✓" } }]);
    expect(hers.heard.map(({ payload }) => payload.text)).toEqual(["Grüße, 你好 ✓", "hello"]);
  });

  test("one can send over HTTP without joining, in a private channel only as a member", async ({ ann, bob }) => {
    const open = room(ann.client, "http room");
    const closed = room(ann.client, `org:${ann.org}`, { private: true });
    expect([await joined(open.channel), await joined(closed.channel)]).toEqual(["joined", "joined"]);
    const send = (client: Client, name: string, isPrivate: boolean) =>
      client
        .channel(name, { config: { private: isPrivate } })
        .httpSend("sent", { by: client === bob.client ? "Bob" : "Ann" });
    await send(bob.client, "http room", false);
    await send(bob.client, `org:${ann.org}`, true);
    await vi.waitFor(() => expect(open.heard).toEqual([{ event: "sent", payload: { by: "Bob" } }]), PATIENCE_MS);
    await ann.client.removeChannel(closed.channel);
    expect(closed.heard).toEqual([]);
  });

  test("bytes arrive as bytes", async ({ ann, bob }) => {
    const { channel, heard } = room(ann.client, "bytes");
    expect(await joined(channel)).toBe("joined");
    const speaker = bob.client.channel("bytes");
    expect(await joined(speaker)).toBe("joined");
    const bytes = new Uint8Array([0, 1, 254, 255]);
    await speaker.send({ type: "broadcast", event: "raw", payload: bytes.buffer });
    await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENCE_MS);
    expect([...new Uint8Array(heard[0]?.payload as never)]).toEqual([...bytes]);
  });
});

test("presence shows who is there, and who left", async ({ ann, bob }) => {
  const member = (client: Client, key: string) => {
    const channel = client.channel("presence room", { config: { presence: { key } } });
    return channel.on("presence", { event: "sync" }, () => {});
  };
  const [hers, his] = [member(ann.client, "ann"), member(bob.client, "bob")];
  expect([await joined(hers), await joined(his)]).toEqual(["joined", "joined"]);
  expect([await hers.track({ mood: "good" }), await his.track({ mood: "calm" })]).toEqual(["ok", "ok"]);
  const present = (channel: RealtimeChannel) => Object.keys(channel.presenceState()).sort();
  await vi.waitFor(
    () =>
      expect([present(hers), present(his)]).toEqual([
        ["ann", "bob"],
        ["ann", "bob"],
      ]),
    5000,
  );
  expect(hers.presenceState().bob).toMatchObject([{ mood: "calm" }]);
  await his.untrack();
  await vi.waitFor(() => expect(present(hers)).toEqual(["ann"]), PATIENCE_MS);
  await his.track({ mood: "back" });
  await vi.waitFor(() => expect(present(hers)).toEqual(["ann", "bob"]), PATIENCE_MS);
  await bob.client.removeChannel(his);
  await vi.waitFor(() => expect(present(hers)).toEqual(["ann"]), PATIENCE_MS);
});

test("the first version of the protocol is spoken too, and nonsense is refused without hanging up", async ({
  instance,
}) => {
  const address = `${instance.url.replace("http", "ws")}/realtime/v1/websocket?apikey=${instance.keys.anonKey}&vsn=1.0.0`;
  const socket = new WebSocket(address);
  const replies: { ref: string; payload: { status: string; response: { reason?: string } } }[] = [];
  socket.addEventListener("message", ({ data }) => replies.push(JSON.parse(data)));
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const say = (ref: string, topic: string, event: string, payload: object) =>
    socket.send(JSON.stringify({ topic, event, payload, ref, join_ref: ref }));
  say("1", "realtime:x", "phx_join", { config: { private: "maybe" } });
  socket.send("not even JSON");
  say("2", "realtime:x", "broadcast", {});
  say("3", "realtime:x", "phx_join", { config: {} });
  say("4", "phoenix", "heartbeat", {});
  await vi.waitFor(() => expect(replies).toHaveLength(4), PATIENCE_MS);
  expect(replies.map(({ ref, payload }) => [ref, payload.status])).toEqual([
    ["1", "error"],
    ["2", "error"],
    ["3", "ok"],
    ["4", "ok"],
  ]);
  expect(replies[0]?.payload.response.reason).toContain("private");
  socket.close();
});

describe("tokens", () => {
  test("a channel ends when its token does", async ({ instance, ann }) => {
    const token = await instance.tokenFor({ sub: ann.id, role: "authenticated" }, "2s");
    const client = instance.client();
    await client.realtime.setAuth(token);
    const channel = client.channel("short");
    const ended = new Promise((resolve) => channel.on("system", {}, ({ message }) => resolve(message)));
    expect(await joined(channel)).toBe("joined");
    expect(await ended).toBe("Token has expired");
    await client.removeAllChannels();
  });

  test("a token that we didn't sign opens nothing, nor does an unknown API key", async ({ instance, ann }) => {
    const client = instance.client();
    const forged = await instance.tokenFor(
      { sub: ann.id, role: "service_role" },
      "1h",
      "another secret, quite a long one",
    );
    await client.realtime.setAuth(forged);
    expect(await joined(client.channel("forged"))).toContain("InvalidJWTToken");
    await client.removeAllChannels();
    const url = `${instance.url.replace("http", "ws")}/realtime/v1/websocket?apikey=unknown&vsn=2.0.0`;
    const refused = new Promise((resolve) => new WebSocket(url).addEventListener("error", () => resolve("refused")));
    expect(await refused).toBe("refused");
  });
});
