import { createHash } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { copyFile, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import type { App } from "@supabase/lite";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;

/** Keeps objects as files under `directory`, a folder a bucket. */
export function storageFolder(directory: string): StorageAdapter {
  const base = resolve(directory);
  const pathOf = (bucket: string, key: string) => {
    const path = resolve(base, bucket, key);
    if (!path.startsWith(join(base, bucket) + sep)) throw new Error("Invalid key");
    return path;
  };
  return {
    driver: undefined,
    async getObject(bucket, key, _version, headers) {
      const path = pathOf(bucket, key);
      const metadata = describe(await stat(path), key);
      if (headers?.ifNoneMatch === metadata.eTag) return { httpStatusCode: 304, metadata };
      const range = parseRange(headers?.range, metadata.size);
      const body = Readable.toWeb(createReadStream(path, range)) as ReadableStream;
      if (!range) return { httpStatusCode: 200, metadata, body };
      const contentRange = `bytes ${range.start}-${range.end}/${metadata.size}`;
      return {
        httpStatusCode: 206,
        metadata: { ...metadata, contentRange, contentLength: range.end - range.start + 1 },
        body,
      };
    },
    async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
      const path = pathOf(bucket, key);
      const draft = `${path}.${process.pid}.tmp`;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(draft, body instanceof Uint8Array ? body : Readable.fromWeb(body as never));
      await rename(draft, path);
      return { ...describe(await stat(path), key), mimetype: contentType, cacheControl };
    },
    deleteObject: (bucket, key) => rm(pathOf(bucket, key), { force: true }),
    async deleteObjects(bucket, keys) {
      await Promise.all(keys.map((key) => rm(pathOf(bucket, key), { force: true })));
    },
    async copyObject(fromBucket, from, _fromVersion, toBucket, to) {
      const path = pathOf(toBucket, to);
      await mkdir(dirname(path), { recursive: true });
      await copyFile(pathOf(fromBucket, from), path);
      const { eTag, lastModified } = describe(await stat(path), to);
      return { httpStatusCode: 200, eTag, lastModified };
    },
    headObject: async (bucket, key) => describe(await stat(pathOf(bucket, key)), key),
    privateAssetUrl: async (bucket, key) => pathOf(bucket, key),
  };
}

function describe(file: Stats, key: string) {
  return {
    cacheControl: "no-cache",
    contentLength: file.size,
    size: file.size,
    mimetype: "application/octet-stream",
    lastModified: file.mtime,
    eTag: `"${createHash("sha256").update(`${key}:${file.mtimeMs}`).digest("hex").slice(0, 32)}"`,
    httpStatusCode: 200,
  };
}

function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(header ?? "") ?? [];
  if (start === undefined) return undefined;
  return { start: Number(start), end: end ? Math.min(Number(end), size - 1) : size - 1 };
}
