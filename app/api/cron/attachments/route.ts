import { cleanUpAttachments } from "@/lib/conversations/attachments/cleanup";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

export const GET = cron("attachments", cleanUpAttachments);
