import { judgeConversations } from "@/lib/insights/sentiment/service";
import { summarizeConversations } from "@/lib/insights/summaries/service";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

const run = cron("insights", async (system) => {
  const moods = await judgeConversations(system); // First, since summaries tell them.
  return { ...moods, ...(await summarizeConversations(system)) };
});

export const GET = run;
export const POST = run;
