import "server-only";
import { randomUUID } from "node:crypto";
import { type SessionData, setSession } from "@/lib/conversations/session";
import { actingFor, type Visitor } from "@/lib/conversations/visitor";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import { getFile, putFile } from "./files";
import { readLink, signLink } from "./link";
import { safeName, sendableType } from "./media";
import { type Attachment, type LinkedAttachment, MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, type Upload } from "./schema";
import { deleteAttachment, insertAttachment, selectAttachment, selectAttachments, selectOfMessage } from "./store";
import { withoutMetadata } from "./strip";

/** Takes a file that goes with the visitor's message of this clientMessageId; a message sent without it never shows it. */
export async function attach(visitor: Visitor, file: Upload, body: Buffer): Promise<LinkedAttachment> {
  const attachment = await store(visitor, { session_id: visitor.actor.sessionId }, file, body);
  const { session } = visitor;
  // So the assistant learns of the files with the message, without asking for them with every other one.
  await setSession(session.id, { ...session, metadata: { ...session.metadata, attachedTo: file.clientMessageId } });
  return linked(visitor, attachment);
}

/** As `attach`, for a member who answers in the assistant's place; nobody else's program may. */
export async function attachAsMember({ actor, ...ctx }: Ctx, file: Upload, body: Buffer): Promise<Attachment> {
  if (actor.type !== "member") throw new AppError("forbidden", "Only members attach files");
  return store({ ...ctx, actor }, { author_id: actor.userId }, file, body);
}

async function store(ctx: Ctx, sender: Parameters<typeof insertAttachment>[1], file: Upload, body: Buffer) {
  const mediaType = acceptedType(body);
  const { clientMessageId } = file;
  if ((await selectOfMessage(ctx, clientMessageId)).length >= MAX_ATTACHMENTS) {
    throw new AppError("conflict", `A message carries at most ${MAX_ATTACHMENTS} files: send the others with another`);
  }
  const bytes = withoutMetadata(body, mediaType);
  const name = safeName(file.name, mediaType);
  const attachment = { id: randomUUID(), name, mediaType, bytes: bytes.length };
  const path = await insertAttachment(ctx, sender, { ...attachment, clientMessageId });
  try {
    await putFile(ctx.db, path, bytes, mediaType);
  } catch (error) {
    await deleteAttachment(ctx, attachment.id);
    throw error;
  }
  return attachment;
}

function acceptedType(body: Buffer): string {
  if (body.length === 0) throw new AppError("invalid", "This file is empty");
  if (body.length > MAX_ATTACHMENT_BYTES) throw new AppError("too_large", "A file may have at most 4 MB");
  const type = sendableType(body);
  if (type) return type;
  throw new AppError("invalid", "Pictures, voice notes, PDF, DOCX, XLSX and plain text can be sent, this file can't");
}

/** The files that were uploaded for a message. Asks for them only where some were. */
export async function filesOf(ctx: Ctx & { session: SessionData }, clientMessageId: string): Promise<Attachment[]> {
  return ctx.session.metadata.attachedTo === clientMessageId ? selectOfMessage(ctx, clientMessageId) : [];
}

/** Takes back a file that was not sent yet. */
export async function detach(ctx: Ctx, id: string): Promise<void> {
  if (!(await deleteAttachment(ctx, id))) throw notFound("File");
}

/** Those of these attachments that the visitor may see, with addresses that open them for five minutes. */
export async function linkAttachments(visitor: Visitor, ids: string[]): Promise<{ attachments: LinkedAttachment[] }> {
  const found = await selectAttachments(visitor, ids);
  return { attachments: await Promise.all(found.map((attachment) => linked(visitor, attachment))) };
}

async function linked({ customerId, actor }: Visitor, attachment: Attachment): Promise<LinkedAttachment> {
  const { sessionId, siteId } = actor;
  const token = await signLink({ id: attachment.id, customerId, siteId, sessionId });
  return { ...attachment, url: `${env().APP_URL}/api/chat/attachments/file?link=${token}` };
}

export type OpenedFile = Attachment & { body: Buffer };

/** The file that a link opens, while it lives and the one it was given to may see the file. */
export async function openLink(token: string): Promise<OpenedFile> {
  const { id, ...claims } = await readLink(token);
  return openAttachment(actingFor(claims), id);
}

/** A file with its bytes. One that the caller may not see is as unknown as one that never was. */
export async function openAttachment(ctx: Ctx, id: string): Promise<OpenedFile> {
  const found = await selectAttachment(ctx, id);
  const body = found && (await getFile(ctx.db, found.path));
  if (!found || !body) throw notFound("File");
  const { path: _, ...attachment } = found;
  return { ...attachment, body };
}
