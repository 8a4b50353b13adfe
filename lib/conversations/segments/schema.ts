import { z } from "zod";
import { Cursor } from "@/lib/knowledge/cursor";

export const ListClients = z.strictObject({
  segment: z
    .enum(["new", "returning", "quiet", "unhappy"])
    .optional()
    .describe(
      "Clients of one conversation at most; of more; who said nothing for 30 days; whose latest mood was a bad one.",
    ),
  language: z.string().max(35).optional().describe("Only clients who prefer this language, such as de or pt-BR."),
  plan: z.enum(["basic", "premium"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: Cursor.optional(),
});
export type ListClients = z.infer<typeof ListClients>;

/** A visitor who said who they are, with how they use the chat. */
export const SegmentedClient = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  preferredLanguage: z.string(),
  plan: z.enum(["basic", "premium"]),
  createdAt: z.string(),
  conversations: z.number(),
  lastMessageAt: z.string().nullable(),
  mood: z
    .enum(["positive", "neutral", "negative"])
    .nullable()
    .describe("How the latest conversation that was judged felt to them."),
});
export type SegmentedClient = z.infer<typeof SegmentedClient>;

export const ClientList = z.object({ clients: z.array(SegmentedClient), nextCursor: z.string().nullable() });
export type ClientList = z.infer<typeof ClientList>;
