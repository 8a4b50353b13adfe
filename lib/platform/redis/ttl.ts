import { env } from "@/lib/platform/env";

/** Every time to live in Redis, by the variable that sets it. */
const variables = {
  session: "REDIS_SESSION_TTL",
  recentChats: "TTL_RECENT_CHATS",
  activeChat: "TTL_ACTIVE_CHAT",
  messageList: "TTL_MESSAGE_LIST",
  history: "TTL_HISTORY",
  search: "TTL_SEARCH",
  settings: "TTL_SETTINGS",
  job: "TTL_JOB",
  jobResults: "TTL_JOB_RESULTS",
  rateWindow: "TTL_RATE_WINDOW",
  rateDelay: "TTL_RATE_DELAY",
  contentHash: "TTL_CONTENT_HASH",
  robots: "TTL_ROBOTS",
} as const;

export type Ttl = keyof typeof variables;

/** Seconds that this kind of entry lives. */
export const ttl = (name: Ttl): number => env()[variables[name]];
