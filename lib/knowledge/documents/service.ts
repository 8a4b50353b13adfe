import "server-only";
import { randomUUID } from "node:crypto";
import { plans } from "@/lib/knowledge/plans";
import { knowledgeTag } from "@/lib/knowledge/search/cache";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { cache } from "@/lib/platform/redis/cache";
import { isStored, pathOf, removeStored, signDownload, signUpload } from "./files";
import {
  type AddFile,
  type AddQuestionAnswer,
  type AddText,
  type Document,
  type DocumentDetail,
  type DocumentList,
  type DocumentRoom,
  type ListDocuments,
  promisedMediaType,
  type UpdateDocument,
  type Upload,
} from "./schema";
import {
  countDocuments,
  deleteDocumentRow,
  insertDocument,
  selectDocument,
  selectDocuments,
  selectPassages,
  updateDocumentRow,
} from "./store";

/** Whether a member may add, change and remove documents; the others see them. */
export const mayManageDocuments = ({ actor }: Ctx<ActorOf<"member">>) =>
  actor.role === "owner" || actor.role === "admin";

/** Adds a text. Like every document it waits until a worker has read it: call `startDocuments` after the response. */
export async function addText(ctx: Ctx, { title, text }: AddText): Promise<Document> {
  await requireRoom(ctx);
  return insertDocument(ctx, { kind: "text", title, body: text });
}

export async function addQuestionAnswer(ctx: Ctx, { question, answer }: AddQuestionAnswer): Promise<Document> {
  await requireRoom(ctx);
  return insertDocument(ctx, { kind: "qa", title: question, body: answer });
}

/** Announces a file and says where its bytes go. Once they are there, `finishUpload` has it read. */
export async function addFile(ctx: Ctx, { name, bytes }: AddFile): Promise<Upload> {
  await requireRoom(ctx);
  const id = randomUUID();
  const contentType = promisedMediaType(name) ?? "application/octet-stream";
  const path = pathOf({ customerId: ctx.customerId, id, name });
  const file = { mediaType: contentType, bytes, path };
  const document = await insertDocument(ctx, { id, kind: "file", title: name, file });
  try {
    return { document, upload: { url: await signUpload(ctx.db, path), contentType } };
  } catch (error) {
    await deleteDocumentRow(ctx, id);
    throw error;
  }
}

/** Has an uploaded file read. Throws `conflict` while its bytes aren't there. A second call changes nothing. */
export async function finishUpload(ctx: Ctx, id: string): Promise<Document> {
  const { path, body: _body, pageId: _pageId, ...document } = await selectDocument(ctx, id);
  if (!path || document.status !== "uploading") return document;
  if (!(await isStored(ctx.db, path))) throw new AppError("conflict", "The file has not arrived. Upload it first");
  return updateDocumentRow(ctx, id, { status: "waiting" });
}

/** Has a document read once more that could not be read. */
export const readAgain = (ctx: Ctx, id: string): Promise<Document> => updateDocumentRow(ctx, id, { status: "waiting" });

/** How many documents there are, and how many the plan holds. */
export async function documentRoom(ctx: Ctx): Promise<DocumentRoom> {
  const { used, plan } = await countDocuments(ctx);
  return { used, most: plans[plan].maxDocuments };
}

/** A page of documents, the newest first. */
export async function listDocuments(ctx: Ctx, asked: ListDocuments): Promise<DocumentList> {
  const found = await selectDocuments(ctx, { ...asked, limit: asked.limit + 1 });
  const documents = found.slice(0, asked.limit);
  const last = documents.at(-1);
  return { documents, nextCursor: found.length > asked.limit && last ? `${last.createdAt}_${last.id}` : null };
}

/** One document with what the assistant quotes from it. */
export async function getDocument(ctx: Ctx, id: string): Promise<DocumentDetail> {
  const { path: _path, pageId, ...document } = await selectDocument(ctx, id);
  return { ...document, ...(pageId ? await selectPassages(ctx, pageId) : { passages: [], passageCount: 0 }) };
}

/** Changes what is given. The assistant quotes the old words until the new ones are read. */
export async function updateDocument(ctx: Ctx, id: string, change: UpdateDocument): Promise<Document> {
  const { kind, status } = await selectDocument(ctx, id);
  if (kind === "file" && change.body !== undefined) {
    throw new AppError("invalid", "The text of a file can't be changed here. Remove it and upload the new one");
  }
  if (status === "uploading") throw new AppError("conflict", "This file is still being uploaded");
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return updateDocumentRow(ctx, id, Object.fromEntries(given));
}

/** Removes a document with its file and everything that was read from it. */
export async function removeDocument(ctx: Ctx, id: string): Promise<void> {
  const { path } = await selectDocument(ctx, id);
  if (path) await removeStored(ctx.db, path); // First, so that whoever tries again after a failure finds it still.
  await deleteDocumentRow(ctx, id);
  await cache.forget(knowledgeTag(ctx.customerId));
}

/** An address for a minute, under which a document's original is downloaded. */
export async function linkToFile(ctx: Ctx, id: string): Promise<{ url: string }> {
  const { path, title, mediaType } = await selectDocument(ctx, id);
  if (!path) throw new AppError("not_found", "This document has no file");
  return { url: await signDownload(ctx.db, path, named(title, mediaType)) };
}

/** A title may have lost its ending when somebody changed it. */
const named = (title: string, mediaType: string | null) =>
  promisedMediaType(title) === mediaType ? title : `${title}.${endings[mediaType ?? ""] ?? "txt"}`;

const endings: Record<string, string> = {
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "text/markdown": "md",
  "text/html": "html",
};

async function requireRoom(ctx: Ctx): Promise<void> {
  const { used, most } = await documentRoom(ctx);
  if (used < most) return;
  const held = most.toLocaleString("en");
  throw new AppError(
    "conflict",
    `Your plan holds ${held} documents, and all are taken. Remove one that you no longer need`,
  );
}
