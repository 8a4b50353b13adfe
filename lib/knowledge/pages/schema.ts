import { z } from "zod";

const PageStatus = z.enum(["active", "retired"]);

/** A page as it was last read. */
export const Page = z.object({
  id: z.uuid(),
  url: z.string(),
  title: z.string(),
  language: z.string().nullable(),
  status: PageStatus,
  httpStatus: z.number().nullable(),
  passageCount: z.number(),
  readAt: z.string(),
  changedAt: z.string(),
});
export type Page = z.infer<typeof Page>;

export const ListPages = z.strictObject({
  siteId: z.uuid(),
  query: z.string().trim().max(500).optional().describe("Only pages whose address or title holds this."),
  status: PageStatus.optional().describe("`active` pages are searched; `retired` ones are gone from the website."),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2048).optional().describe("nextCursor of the answer before."),
});
export type ListPages = z.infer<typeof ListPages>;

export const PageList = z.object({ pages: z.array(Page), nextCursor: z.string().nullable() });
export type PageList = z.infer<typeof PageList>;

export const GetPage = z.strictObject({ siteId: z.uuid(), url: z.string().min(1).max(2048) });
export type GetPage = z.infer<typeof GetPage>;

/** A page with its passages, the pieces of its text that are found and quoted, in order. */
export const PageDetail = Page.extend({
  passages: z
    .array(
      z.object({
        id: z.number(),
        headingPath: z.array(z.string()).describe("From the page's title down to the heading above the passage."),
        text: z.string(),
        hasVector: z.boolean().describe("Whether it can be found by its meaning, not only by its words."),
      }),
    )
    .describe("At most 200; passageCount says how many there are."),
});
export type PageDetail = z.infer<typeof PageDetail>;
