import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { App } from "@supabase/lite";
import { z } from "zod";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;

const Label = z.object({ mimetype: z.string(), cacheControl: z.string() });
type Label = z.infer<typeof Label>;

/**
 * Keeps objects as files in `directory`, each with a label beside it. Files are called by a hash of the object's name:
 * no name leads elsewhere, is too long, or is a folder on one day and a file on the next.
 */
export function storageFolder(directory: string): StorageAdapter {
  const pathOf = (bucket: string, key: string) =>
    join(directory, createHash("sha256").update(`${bucket}\0${key}`).digest("hex"));
  const remove = async (path: string) => {
    await rm(path, { force: true });
    await rm(labelOf(path), { force: true });
  };
  return {
    driver: undefined,
    async getObject(bucket, key) {
      const path = pathOf(bucket, key);
      const metadata = await describe(path);
      return { httpStatusCode: 200, metadata, body: Readable.toWeb(createReadStream(path)) as ReadableStream };
    },
    async uploadObject(bucket, key, _version, body, mimetype, cacheControl) {
      const path = pathOf(bucket, key);
      await mkdir(directory, { recursive: true });
      await put(labelOf(path), JSON.stringify({ mimetype, cacheControl } satisfies Label));
      await put(path, body instanceof Uint8Array ? body : Readable.fromWeb(body as never));
      return describe(path);
    },
    deleteObject: (bucket, key) => remove(pathOf(bucket, key)),
    deleteObjects: async (bucket, keys) => void (await Promise.all(keys.map((key) => remove(pathOf(bucket, key))))),
    async copyObject(fromBucket, from, _fromVersion, toBucket, to) {
      const [source, target] = [pathOf(fromBucket, from), pathOf(toBucket, to)];
      await copyFile(labelOf(source), labelOf(target));
      await copyFile(source, target);
      const { eTag, lastModified } = await describe(target);
      return { httpStatusCode: 200, eTag, lastModified };
    },
    headObject: (bucket, key) => describe(pathOf(bucket, key)),
    privateAssetUrl: async (bucket, key) => pathOf(bucket, key),
  };
}

const labelOf = (path: string) => `${path}.json`;

/** Writes a file that is there wholly or not at all. */
async function put(path: string, content: string | Uint8Array | Readable): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  await writeFile(draft, content);
  await rename(draft, path);
}

async function describe(path: string) {
  const { size, mtime } = await stat(path);
  const label = Label.parse(JSON.parse(await readFile(labelOf(path), "utf8")));
  const eTag = `"${createHash("sha256").update(`${path}:${mtime.getTime()}`).digest("hex").slice(0, 32)}"`;
  return { ...label, size, contentLength: size, lastModified: mtime, eTag, httpStatusCode: 200 };
}
