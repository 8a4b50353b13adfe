import "server-only";
import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import {
  AddFile,
  AddQuestionAnswer,
  AddText,
  Document,
  DocumentDetail,
  DocumentId,
  DocumentList,
  ListDocuments,
  UpdateDocument,
  Upload,
} from "./schema";
import {
  addFile,
  addQuestionAnswer,
  addText,
  finishUpload,
  getDocument,
  linkToFile,
  listDocuments,
  removeDocument,
  updateDocument,
} from "./service";

const callers = ["member", "api_key"] as const;

/** What programs and people can do with documents, which the assistant knows beside the websites. */
export const documentOperations = [
  operation({
    name: "list_documents",
    description: "Lists the files, texts and answers that the business gave by hand, the newest first.",
    http: { method: "GET", path: "/documents" },
    callers,
    risk: "read",
    input: ListDocuments,
    output: DocumentList,
    run: (ctx, input) => listDocuments(ctx, input),
  }),
  operation({
    name: "add_text",
    description: "Adds a text. It can be quoted once its status is ready.",
    http: { method: "POST", path: "/documents/texts", status: 202 },
    callers,
    risk: "write",
    input: AddText,
    output: Document,
    run: (ctx, input) => addText(ctx, input),
  }),
  operation({
    name: "add_question_answer",
    description: "Adds a question with its answer. It can be quoted once its status is ready.",
    http: { method: "POST", path: "/documents/questions", status: 202 },
    callers,
    risk: "write",
    input: AddQuestionAnswer,
    output: Document,
    run: (ctx, input) => addQuestionAnswer(ctx, input),
  }),
  operation({
    name: "add_file",
    description:
      "Announces a PDF, DOCX, TXT, MD or HTML file of at most 20 MB. PUT its bytes to upload.url with the content type upload.contentType, then call finish_upload.",
    http: { method: "POST", path: "/documents/files", status: 201 },
    callers,
    risk: "write",
    input: AddFile,
    output: Upload,
    run: (ctx, input) => addFile(ctx, input),
  }),
  operation({
    name: "finish_upload",
    description: "Has a file read whose bytes were uploaded. It can be quoted once its status is ready.",
    http: { method: "POST", path: "/documents/{documentId}/uploaded", status: 202 },
    callers,
    risk: "write",
    input: DocumentId,
    output: Document,
    run: (ctx, { documentId }) => finishUpload(ctx, documentId),
  }),
  operation({
    name: "get_document",
    description: "Shows one document with the passages that the assistant quotes from it.",
    http: { method: "GET", path: "/documents/{documentId}" },
    callers,
    risk: "read",
    input: DocumentId,
    output: DocumentDetail,
    run: (ctx, { documentId }) => getDocument(ctx, documentId),
  }),
  operation({
    name: "download_document",
    description: "Gives an address, for a minute, under which a file's original is downloaded.",
    http: { method: "GET", path: "/documents/{documentId}/file" },
    callers,
    risk: "read",
    input: DocumentId,
    output: z.object({ url: z.string() }),
    run: (ctx, { documentId }) => linkToFile(ctx, documentId),
  }),
  operation({
    name: "update_document",
    description:
      "Changes a document's title, or the text of one that isn't a file. The answers follow once it is ready.",
    http: { method: "PATCH", path: "/documents/{documentId}", status: 202 },
    callers,
    risk: "write",
    input: UpdateDocument.safeExtend(DocumentId.shape),
    output: Document,
    run: (ctx, { documentId, ...change }) => updateDocument(ctx, documentId, change),
  }),
  operation({
    name: "remove_document",
    description: "Removes a document with its file; the assistant forgets it at once.",
    http: { method: "DELETE", path: "/documents/{documentId}" },
    callers,
    risk: "approval",
    input: DocumentId,
    output: z.object({}),
    run: async (ctx, { documentId }) => {
      await removeDocument(ctx, documentId);
      return {};
    },
  }),
];
