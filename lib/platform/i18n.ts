import { getRequestConfig } from "next-intl/server";
import type messages from "@/messages/en.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: "en";
    Messages: typeof messages;
  }
}

/** The language of the dashboard and the public pages. Times are written in the reader's zone by components/ui/time. */
export default getRequestConfig(async () => ({
  locale: "en" as const,
  timeZone: "UTC",
  messages: (await import("@/messages/en.json")).default,
}));
