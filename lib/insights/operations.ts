import { operation } from "@/lib/platform/operation";
import { ListMoods, MoodTrend } from "./sentiment/schema";
import { listMoods } from "./sentiment/service";
import { ListSummaries, SummaryList } from "./summaries/schema";
import { listSummaries } from "./summaries/service";

const callers = ["api_key", "member"] as const;

export const insightOperations = [
  operation({
    name: "list_moods",
    description: "How visitors felt in their conversations, day by day.",
    http: { method: "GET", path: "/insights/moods" },
    callers,
    risk: "read",
    input: ListMoods,
    output: MoodTrend,
    run: listMoods,
  }),
  operation({
    name: "list_summaries",
    description: "Summaries of days and weeks of conversations, the latest first.",
    http: { method: "GET", path: "/insights/summaries" },
    callers,
    risk: "read",
    input: ListSummaries,
    output: SummaryList,
    run: listSummaries,
  }),
];
