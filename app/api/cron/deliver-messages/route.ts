import { askQueued } from "@/lib/assistant/queued";
import { deliverWaiting } from "@/lib/conversations/queue/worker";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 90;

export const GET = cron("deliver-messages", (system) => deliverWaiting(system, askQueued));
