import { countExpiredConversations, deleteExpiredConversations } from "@/lib/conversations/retention";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

const run = cron("retention", (system, { searchParams }) =>
  searchParams.has("dry-run") ? countExpiredConversations(system) : deleteExpiredConversations(system),
);

export const GET = run;
export const POST = run;
