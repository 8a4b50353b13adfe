import { cleanUpMessageQueue } from "@/lib/conversations/queue/cleanup";
import { cron } from "@/lib/platform/http/cron";

export const GET = cron("message-queue", cleanUpMessageQueue);
