import { z } from "zod";
import { bodyOf, type Handler, json, pathOf, withBody, withRequestBody } from "./http";

type Library = (request: Request) => Promise<Response>;

/** Storage as storage-js speaks it, where the library speaks otherwise: uploads of files, signed URLs and listings. */
export function storageApi(library: Library): Handler {
  return async (request) => {
    const path = pathOf(request);
    if (!path.startsWith("/storage/v1/object/")) return undefined;
    const many = /^\/storage\/v1\/object\/(list|sign)\/[^/]+$/.exec(path)?.[1];
    if (many && request.method === "POST")
      return many === "list" ? listLevel(request, library) : signMany(request, library);
    return request.method === "GET" ? asDownload(request, library) : changed(request, library);
  };
}

async function changed(request: Request, library: Library): Promise<Response> {
  const response = await library(await measured(request));
  return response.ok && request.method === "POST" ? signed(pathOf(request), response) : response;
}

/**
 * A request with its body read, and the length told by which the library holds buckets to their limits. A body that
 * nobody has read would cost the connection.
 */
async function measured(request: Request): Promise<Request> {
  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) return withoutForm(request);
  const bytes = await request.arrayBuffer();
  return withRequestBody(request, bytes, { "content-length": String(bytes.byteLength) });
}

/** storage-js sends a file as a form's field without a name; the library wants one called "file", or the bytes alone. */
async function withoutForm(request: Request): Promise<Request> {
  const form = await request.formData();
  const file = [...form.values()].find((value) => typeof value !== "string");
  const cacheControl = form.get("cacheControl");
  const metadata = form.get("metadata");
  return withRequestBody(request, file ? await file.arrayBuffer() : "", {
    "content-length": String(file?.size ?? 0),
    "content-type": file?.type || "application/octet-stream",
    ...(cacheControl && { "cache-control": `max-age=${cacheControl}` }),
    ...(metadata && { "x-metadata": Buffer.from(String(metadata)).toString("base64") }),
  });
}

/** Where `download` is asked for, browsers save the file, under the name that it gives. */
async function asDownload(request: Request, library: Library): Promise<Response> {
  const response = await library(request);
  const name = new URL(request.url).searchParams.get("download");
  if (!response.ok || name === null) return response;
  const encoded = encodeURIComponent(name);
  const headers = new Headers(response.headers);
  headers.set("content-disposition", `attachment${name && `; filename=${encoded}; filename*=UTF-8''${encoded}`}`);
  return new Response(response.body, { status: response.status, headers });
}

const Signed = z.object({ signedUrl: z.string(), token: z.string().optional() });
const Refusal = z.object({ message: z.string() });
const SignRequest = z.object({ expiresIn: z.number(), paths: z.array(z.string()) });

/** An address without the "/storage/v1" that clients put in front themselves. */
const relative = (url: string) => url.replace(/^\/storage\/v1/, "");

/** Signs many objects; one that isn't there or is hidden gets an error of its own. */
async function signMany(request: Request, library: Library): Promise<Response> {
  const { expiresIn, paths } = SignRequest.parse(await bodyOf(request));
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const signOne = async (path: string) => {
    const url = `${request.url}/${path.split("/").map(encodeURIComponent).join("/")}`;
    const response = await library(new Request(url, { method: "POST", headers, body: JSON.stringify({ expiresIn }) }));
    const body: unknown = await response.json();
    if (!response.ok) return { path, error: Refusal.parse(body).message, signedURL: null };
    return { path, error: null, signedURL: relative(Signed.parse(body).signedUrl) };
  };
  return json(await Promise.all(paths.map(signOne)));
}

/** The answer about one signed URL, under the names that clients know. */
async function signed(path: string, response: Response): Promise<Response> {
  const isUpload = path.startsWith("/storage/v1/object/upload/sign/");
  if (!isUpload && !path.startsWith("/storage/v1/object/sign/")) return response;
  const { signedUrl, token } = Signed.parse(await response.json());
  return withBody(response, isUpload ? { url: relative(signedUrl), token } : { signedURL: relative(signedUrl) });
}

const MOST_OBJECTS = 10_000;

const ListRequest = z.object({
  prefix: z.string().default(""),
  search: z.string().default(""),
  limit: z.number().int().positive().default(100),
  offset: z.number().int().min(0).default(0),
  sortBy: z
    .object({
      column: z.enum(["name", "updated_at", "created_at", "last_accessed_at"]).default("name"),
      order: z.enum(["asc", "desc"]).default("asc"),
    })
    .prefault({}),
});
type ListRequest = z.infer<typeof ListRequest>;

const StoredObject = z.object({
  name: z.string(),
  id: z.string().nullable(),
  updated_at: z.string().nullable(),
  created_at: z.string().nullable(),
  last_accessed_at: z.string().nullable(),
  metadata: z.unknown(),
});
type StoredObject = z.infer<typeof StoredObject>;

/** One level below the prefix; the library lists all levels, with full names. */
async function listLevel(request: Request, library: Library): Promise<Response> {
  const wanted = ListRequest.safeParse(await bodyOf(request));
  if (!wanted.success) {
    return json({ statusCode: "400", error: "Invalid request", message: z.prettifyError(wanted.error) }, 400);
  }
  const prefix = wanted.data.prefix && `${wanted.data.prefix.replace(/\/$/, "")}/`;
  const everything = JSON.stringify({ prefix, limit: MOST_OBJECTS, offset: 0 });
  const response = await library(withRequestBody(request, everything));
  if (!response.ok) return response;
  const objects = z.array(StoredObject).parse(await response.json());
  return withBody(response, page(levelBelow(prefix, objects), wanted.data));
}

const folder = (name: string): StoredObject => ({
  name,
  id: null,
  updated_at: null,
  created_at: null,
  last_accessed_at: null,
  metadata: null,
});

function levelBelow(prefix: string, objects: StoredObject[]): StoredObject[] {
  const level = new Map<string, StoredObject>();
  for (const object of objects) {
    const [name = "", ...below] = object.name.slice(prefix.length).split("/");
    if (below.length === 0) level.set(name, { ...object, name });
    else if (!level.has(name)) level.set(name, folder(name));
  }
  return [...level.values()];
}

function page(objects: StoredObject[], { search, sortBy, offset, limit }: ListRequest): StoredObject[] {
  const key = (object: StoredObject) => object[sortBy.column] ?? "";
  const direction = sortBy.order === "desc" ? -1 : 1;
  return objects
    .filter(({ name }) => name.includes(search))
    .sort((a, b) => (key(a) < key(b) ? -direction : key(a) > key(b) ? direction : 0))
    .slice(offset, offset + limit);
}
