import "server-only";
import { operation } from "@/lib/platform/operation";
import { GetPage, ListPages, PageDetail, PageList } from "./schema";
import { getPage, listPages } from "./service";

const callers = ["member", "api_key"] as const;

/** What can be asked of the pages that were read. */
export const pageOperations = [
  operation({
    name: "list_pages",
    description: "Lists the pages that were read from a website, by address.",
    http: { method: "GET", path: "/sites/{siteId}/pages" },
    callers,
    risk: "read",
    input: ListPages,
    output: PageList,
    run: (ctx, input) => listPages(ctx, input),
  }),
  operation({
    name: "get_page",
    description: "Shows one page of a website as it was last read, with the passages that are found and quoted.",
    http: { method: "GET", path: "/sites/{siteId}/page" },
    callers,
    risk: "read",
    input: GetPage,
    output: PageDetail,
    run: (ctx, input) => getPage(ctx, input),
  }),
];
