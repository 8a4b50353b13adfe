import { z } from "zod";

const Asked = z.object({ question: z.string(), times: z.number().int() });

/** What a period held. Every figure is counted by the database. */
export const SummaryFigures = z.object({
  conversations: z.number().int(),
  questions: z.number().int(),
  answered: z.number().int(),
  unanswered: z.number().int(),
  persons: z.number().int().describe("How many visitors asked for a person."),
  positive: z.number().int(),
  neutral: z.number().int(),
  negative: z.number().int(),
  askedMost: z.array(Asked),
  gaps: z.array(Asked).describe("Questions that found no answer."),
});
export type SummaryFigures = z.infer<typeof SummaryFigures>;

export const Period = z.enum(["day", "week"]);
export type Period = z.infer<typeof Period>;

export const Summary = z.object({
  id: z.uuid(),
  period: Period,
  startsOn: z.iso.date(),
  figures: SummaryFigures,
  content: z.string(),
  language: z.string(),
  createdAt: z.string(),
});
export type Summary = z.infer<typeof Summary>;

export const ListSummaries = z.strictObject({
  period: Period.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type ListSummaries = z.infer<typeof ListSummaries>;
export const SummaryList = z.object({ summaries: z.array(Summary) });
