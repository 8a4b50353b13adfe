import { z } from "zod";

/** How somebody feels, from -1 (badly) to 1 (well). */
export const Sentiment = z.object({ score: z.number().min(-1).max(1) });

export const ListMoods = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe("How many days back from today, which is included."),
});
export type ListMoods = z.infer<typeof ListMoods>;

/** How the conversations of a day, by their last messages, went in the eyes of the visitors. Days are UTC's. */
export const DayMood = z.object({
  day: z.iso.date(),
  positive: z.number().int(),
  neutral: z.number().int(),
  negative: z.number().int(),
  sentiment: z.number().nullable().describe("The mean, from -1 (badly) to 1 (well); null without any conversation."),
});
export type DayMood = z.infer<typeof DayMood>;
export const MoodTrend = z.object({ days: z.array(DayMood) });
