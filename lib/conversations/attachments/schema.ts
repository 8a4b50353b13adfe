import { z } from "zod";

/** What the bucket takes, and what hosts of functions let through. */
export const MAX_ATTACHMENT_BYTES = 4 * 1024 * 1024;
/** How many one message carries. */
export const MAX_ATTACHMENTS = 5;
export const MAX_NAME = 150;

/** A file that came with a message. */
export const Attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
});
export type Attachment = z.infer<typeof Attachment>;

/** An attachment with an address under which it opens for five minutes. */
export const LinkedAttachment = Attachment.extend({ url: z.string() });
export type LinkedAttachment = z.infer<typeof LinkedAttachment>;

/** How a file is sent: its bytes as the body, and this in the address. */
export const Upload = z.object({
  name: z.string().min(1, "Give the file's name").max(1000),
  clientMessageId: z.string().min(1, "Give the clientMessageId of the message that the file goes with").max(100),
});
export type Upload = z.infer<typeof Upload>;

export const AttachmentIds = z.object({
  ids: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid("ids are ids of attachments, with commas between them")).min(1).max(100)),
});

export const AttachmentId = z.object({ id: z.uuid() });
