import { z } from "zod";

/** What the bucket takes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_TITLE = 300;
const MAX_TEXT = 50_000;
const MAX_ANSWER = 10_000;

/** How files are stored, by the end of their names. What they really are is read from their bytes later. */
const mediaTypes: Record<string, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  txt: "text/plain",
  md: "text/markdown",
  markdown: "text/markdown",
  html: "text/html",
  htm: "text/html",
};

/** For a file input. */
export const ACCEPTED_FILES = Object.keys(mediaTypes).map((end) => `.${end}`);

/** The media type that a file's name promises; undefined for those that can't be read. */
export const promisedMediaType = (name: string): string | undefined =>
  mediaTypes[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ""];

export const DocumentKind = z.enum(["file", "text", "qa"]);
export type DocumentKind = z.infer<typeof DocumentKind>;

export const DocumentStatus = z.enum(["uploading", "waiting", "reading", "ready", "failed"]);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

/** A file, a text, or a question with its answer (`qa`) that somebody gave by hand. */
export const Document = z.object({
  id: z.uuid(),
  kind: DocumentKind,
  title: z.string().describe("The name of a file or text; the question of a qa."),
  mediaType: z.string().nullable(),
  bytes: z.number(),
  status: DocumentStatus.describe("Answers quote a document once it is ready."),
  errorMessage: z.string().nullable().describe("Why it could not be read, and what to do."),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Document = z.infer<typeof Document>;

/** A document with what the assistant quotes from it. */
export const DocumentDetail = Document.extend({
  body: z.string().nullable().describe("The text, or the answer of a qa."),
  passageCount: z.number(),
  passages: z.array(z.object({ headingPath: z.array(z.string()), text: z.string() })).describe("The first 100."),
});
export type DocumentDetail = z.infer<typeof DocumentDetail>;

const title = z
  .string()
  .trim()
  .min(1, "Give it a title")
  .max(MAX_TITLE, `Use at most ${MAX_TITLE} characters for the title`);
const text = z
  .string()
  .trim()
  .min(1, "Write the text")
  .max(MAX_TEXT, `Use at most ${MAX_TEXT.toLocaleString("en")} characters, or upload the text as a file`);
const question = z
  .string()
  .trim()
  .min(1, "Write the question")
  .max(MAX_TITLE, `Use at most ${MAX_TITLE} characters for the question`);
const answer = z
  .string()
  .trim()
  .min(1, "Write the answer")
  .max(MAX_ANSWER, `Use at most ${MAX_ANSWER.toLocaleString("en")} characters for the answer`);

export const AddText = z.strictObject({ title, text });
export type AddText = z.infer<typeof AddText>;

export const AddQuestionAnswer = z.strictObject({ question, answer });
export type AddQuestionAnswer = z.infer<typeof AddQuestionAnswer>;

export const RenameFile = z.strictObject({ name: title });

export const AddFile = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(MAX_TITLE, `Use at most ${MAX_TITLE} characters for the name`)
    .refine((name) => promisedMediaType(name), "Only PDF, DOCX, TXT, MD and HTML files can be read")
    .describe("With its ending: .pdf, .docx, .txt, .md or .html."),
  bytes: z
    .int()
    .min(1, "This file is empty")
    .max(MAX_FILE_BYTES, "This file is larger than 20 MB. Split it, or upload only what matters"),
});
export type AddFile = z.infer<typeof AddFile>;

/** Where to send a file's bytes: PUT them to `url` with this content type, once, within two hours. */
export const Upload = z.object({ document: Document, upload: z.object({ url: z.string(), contentType: z.string() }) });
export type Upload = z.infer<typeof Upload>;

export const DocumentId = z.strictObject({ documentId: z.uuid() });

export const UpdateDocument = z
  .strictObject({ title, body: text })
  .partial()
  .refine(({ title, body }) => title !== undefined || body !== undefined, "Say what to change: title or body");
export type UpdateDocument = z.infer<typeof UpdateDocument>;

export const ListDocuments = z.strictObject({
  kind: DocumentKind.optional(),
  query: z.string().trim().max(200).optional().describe("A part of the title."),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^[\d:.+TZ-]+_[\da-f-]{36}$/, "Send the nextCursor of the answer before")
    .optional()
    .describe("nextCursor of the answer before."),
});
export type ListDocuments = z.infer<typeof ListDocuments>;

/** How many documents a business has, and how many its plan holds. */
export type DocumentRoom = { used: number; most: number };

export const DocumentList = z.object({ documents: z.array(Document), nextCursor: z.string().nullable() });
export type DocumentList = z.infer<typeof DocumentList>;
