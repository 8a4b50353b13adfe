"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { member } from "@/lib/accounts/auth";
import { startDocuments } from "@/lib/knowledge/documents/read-documents";
import { AddFile, AddQuestionAnswer, AddText, DocumentId, RenameFile } from "@/lib/knowledge/documents/schema";
import * as documents from "@/lib/knowledge/documents/service";
import { action } from "@/lib/platform/http/action";

const auth = () => member();

/** What a verb gives, while a worker begins on what it has put into the queue. */
async function andRead<Given>(given: Promise<Given>): Promise<Given> {
  const result = await given;
  after(startDocuments);
  return result;
}

export const addText = action({
  auth,
  input: AddText,
  run: (ctx, input) => andRead(documents.addText(ctx, input)),
});

export const addQuestionAnswer = action({
  auth,
  input: AddQuestionAnswer,
  run: (ctx, input) => andRead(documents.addQuestionAnswer(ctx, input)),
});

export const addFile = action({ auth, input: AddFile, run: documents.addFile });

export const finishUpload = action({
  auth,
  input: DocumentId,
  run: (ctx, { documentId }) => andRead(documents.finishUpload(ctx, documentId)),
});

export const changeText = action({
  auth,
  input: AddText.extend(DocumentId.shape),
  run: (ctx, { documentId, title, text }) => andRead(documents.updateDocument(ctx, documentId, { title, body: text })),
});

export const changeQuestionAnswer = action({
  auth,
  input: AddQuestionAnswer.extend(DocumentId.shape),
  run: (ctx, { documentId, question, answer }) =>
    andRead(documents.updateDocument(ctx, documentId, { title: question, body: answer })),
});

export const renameFile = action({
  auth,
  input: RenameFile.extend(DocumentId.shape),
  run: (ctx, { documentId, name }) => andRead(documents.updateDocument(ctx, documentId, { title: name })),
});

export const readAgain = action({
  auth,
  input: DocumentId,
  run: (ctx, { documentId }) => andRead(documents.readAgain(ctx, documentId)),
});

/** Removes a file that was announced and never sent. */
export const forgetFile = action({
  auth,
  input: DocumentId,
  run: (ctx, { documentId }) => documents.removeDocument(ctx, documentId),
});

export const removeDocument = action({
  auth,
  input: DocumentId,
  run: async (ctx, { documentId }) => {
    await documents.removeDocument(ctx, documentId);
    redirect("/dashboard/documents");
  },
});

export const linkToFile = action({
  auth,
  input: DocumentId,
  run: (ctx, { documentId }) => documents.linkToFile(ctx, documentId),
});
