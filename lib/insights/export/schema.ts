import { z } from "zod";
import { Source } from "@/lib/conversations/schema";

export const ExportFormat = z.enum(["json", "csv", "pdf"], "Ask for json, csv or pdf");
export type ExportFormat = z.infer<typeof ExportFormat>;

const Day = z.iso.date("Write a day as 2026-11-21");

/** Which of the visitors' conversations: those that began from the one day to the other, both included, in UTC. */
export const ExportConversations = z
  .strictObject({ format: ExportFormat, from: Day.optional(), to: Day.optional() })
  .refine(({ from, to }) => !from || !to || from <= to, "The first day comes after the last");
export type ExportConversations = z.infer<typeof ExportConversations>;

export const ExportOwnChat = z.strictObject({ format: ExportFormat });
export type ExportOwnChat = z.infer<typeof ExportOwnChat>;

/** A message on its way into a file, with the conversation that it belongs to. */
export const ExportRow = z.object({
  conversation: z.object({
    id: z.uuid(),
    begunAt: z.string(),
    channel: z.string(),
    language: z.string(),
    pageUrl: z.string().nullable(),
    mood: z.enum(["positive", "neutral", "negative"]).nullable(),
  }),
  message: z.object({
    id: z.uuid(),
    seq: z.number().int(),
    /** Who said it: a visitor or member, the assistant, a member in its place, or nobody: a note of the system. */
    from: z.enum(["user", "assistant", "member", "system"]),
    content: z.string(),
    answered: z.boolean().nullable(),
    sources: z.array(Source),
    createdAt: z.string(),
  }),
});
export type ExportRow = z.infer<typeof ExportRow>;
