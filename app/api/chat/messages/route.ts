import { readVisitorsPage } from "@/lib/conversations/history";
import { ReadMessages, VisitorsPage } from "@/lib/conversations/schema";
import { visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const GET = crossOrigin(
  route({
    auth: visitor,
    query: ReadMessages,
    output: VisitorsPage,
    handle: ({ ctx, query }) => readVisitorsPage(ctx, query),
  }),
);

export const OPTIONS = preflight;
