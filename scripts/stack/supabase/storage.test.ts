import { existsSync } from "node:fs";
import { expect } from "vitest";
import { type Owner, onEachEngine } from "./testing/instance";

const test = onEachEngine(async (instance) => {
  const [ann, bob] = await Promise.all([instance.newOwner("Ann"), instance.newOwner("Bob")]);
  const path = `${ann.org}/a.txt`;
  const { error } = await files(ann).upload(path, new Blob(["hello world"], { type: "text/plain" }));
  if (error) throw error;
  return { ann, bob, path };
});

const files = ({ client }: Pick<Owner, "client">) => client.storage.from("files");

test("a file comes back as it was uploaded", async ({ ann, path }) => {
  const { data } = await files(ann).download(path);
  expect(await data?.text()).toBe("hello world");
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const binary = `${ann.org}/b.bin`;
  expect((await files(ann).upload(binary, bytes, { contentType: "image/x-own" })).error).toBeNull();
  const back = (await files(ann).download(binary)).data;
  expect(new Uint8Array((await back?.arrayBuffer()) ?? [])).toEqual(bytes);
  expect(back?.type).toBe("image/x-own");
});

test("an upload doesn't replace a file unless told to", async ({ instance, ann, path }) => {
  expect((await files(ann).upload(path, new Blob(["other"]))).error?.message).toMatch(/exists/i);
  const replaced = `${ann.org}/replaced.txt`;
  const service = files({ client: instance.service });
  await service.upload(replaced, new Blob(["one"]));
  expect((await service.upload(replaced, new Blob(["two"]), { upsert: true })).error).toBeNull();
  expect(await (await service.download(replaced)).data?.text()).toBe("two");
});

test("policies decide who reads, lists, uploads, signs and deletes", async ({ instance, ann, bob, path }) => {
  expect((await files(bob).upload(`${ann.org}/evil.txt`, new Blob(["x"]))).error).not.toBeNull();
  for (const stranger of [bob, { client: instance.client() }]) {
    expect((await files(stranger).download(path)).data).toBeNull();
    expect((await files(stranger).list(ann.org)).data ?? []).toEqual([]);
    expect((await files(stranger).createSignedUrl(path, 60)).data).toBeNull();
    await files(stranger).remove([path]);
  }
  expect((await files(ann).download(path)).error).toBeNull();
});

test("a listing shows one level, folders without id", async ({ instance, ann }) => {
  const service = files({ client: instance.service });
  const folder = `${ann.org}/deep`;
  for (const name of ["x.txt", "y.txt", "sub/one.txt", "sub/two.txt"])
    await service.upload(`${folder}/${name}`, new Blob(["x"]));
  const listed = (await service.list(folder)).data ?? [];
  expect(listed.map(({ name, id }) => [name, id !== null])).toEqual([
    ["sub", false],
    ["x.txt", true],
    ["y.txt", true],
  ]);
  const paged = await service.list(folder, { limit: 1, offset: 1, sortBy: { column: "name", order: "desc" } });
  expect(paged.data?.map(({ name }) => name)).toEqual(["x.txt"]);
  expect((await service.list(folder, { search: "y" })).data?.map(({ name }) => name)).toEqual(["y.txt"]);
});

test("a signed URL opens one file for anyone, and no other", async ({ ann, path }) => {
  const { data } = await files(ann).createSignedUrl(path, 60);
  const response = await fetch(data?.signedUrl ?? "");
  expect([response.status, await response.text()]).toEqual([200, "hello world"]);
  const tampered = data?.signedUrl.replace(/.{3}$/, "abc") ?? "";
  expect((await fetch(tampered)).ok).toBe(false);
  expect((await fetch(data?.signedUrl.replace("a.txt", "b.bin") ?? "")).ok).toBe(false);
  const { data: several } = await files(ann).createSignedUrls([path, `${ann.org}/none.txt`], 60);
  expect(several).toMatchObject([
    { path, error: null },
    { error: expect.any(String), signedUrl: null },
  ]);
  expect((await fetch(several?.[0]?.signedUrl ?? "")).status).toBe(200);
});

test("a signed upload URL takes one file", async ({ instance, ann }) => {
  const target = `${ann.org}/sent.txt`;
  const { data } = await files(ann).createSignedUploadUrl(target);
  const anonymous = files({ client: instance.client() });
  expect((await anonymous.uploadToSignedUrl(target, data?.token ?? "", new Blob(["sent"]))).error).toBeNull();
  expect(await (await files(ann).download(target)).data?.text()).toBe("sent");
});

test("a bucket holds uploads to its size and media types, however they are sent", async ({ instance }) => {
  const narrow = instance.service.storage.from("narrow");
  const text = (content: string) => new Blob([content], { type: "text/plain" });
  expect((await narrow.upload("short.txt", text("0123456789"))).error).toBeNull();
  expect((await narrow.upload("long.txt", text("0123456789a"))).error?.message).toMatch(/maximum allowed size/);
  expect((await narrow.upload("a.png", new Blob(["x"], { type: "image/png" }))).error?.message).toMatch(/mime type/);
  const { data } = await narrow.createSignedUploadUrl("sent.txt");
  const send = (body: BodyInit, type = "text/plain") =>
    fetch(data?.signedUrl ?? "", {
      method: "PUT",
      headers: { "content-type": type },
      body,
      duplex: "half",
    } as RequestInit);
  expect((await send("0123456789a")).ok).toBe(false);
  expect((await send(text("0123456789a").stream())).ok).toBe(false);
  expect((await send("x", "image/png")).ok).toBe(false);
  expect((await send("short")).ok).toBe(true);
});

test("a file is downloaded under another name where that is asked for", async ({ ann, path }) => {
  const { data } = await files(ann).createSignedUrl(path, 60);
  const response = await fetch(`${data?.signedUrl}&download=${encodeURIComponent("Grüße.txt")}`);
  expect(response.headers.get("content-disposition")).toBe(
    "attachment; filename=Gr%C3%BC%C3%9Fe.txt; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt",
  );
  expect(await response.text()).toBe("hello world");
});

test("a public bucket is readable by its address", async ({ instance }) => {
  const open = instance.service.storage.from("open");
  await open.upload("logo.svg", new Blob(["<svg/>"], { type: "image/svg+xml" }));
  const response = await fetch(open.getPublicUrl("logo.svg").data.publicUrl);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
});

test("a removed file is gone", async ({ instance, ann }) => {
  const target = `${ann.org}/gone.txt`;
  const service = files({ client: instance.service });
  await service.upload(target, new Blob(["x"]));
  expect((await service.remove([target])).data).toHaveLength(1);
  expect((await service.download(target)).data).toBeNull();
});

test("no name leads out of the bucket", async ({ instance }) => {
  const headers = { apikey: instance.keys.serviceRoleKey, "content-type": "text/plain" };
  for (const name of ["../open/evil.txt", "../../../../../../tmp/evil.txt", "a/../../open/evil.txt"]) {
    const url = `/storage/v1/object/files/${encodeURIComponent(name)}`;
    await instance.fetch(url, headers, { method: "POST", body: "evil" });
  }
  expect(existsSync("/tmp/evil.txt")).toBe(false);
  expect((await instance.service.storage.from("open").download("evil.txt")).data).toBeNull();
});
