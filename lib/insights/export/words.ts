import type { ExportRow } from "./schema";

type From = ExportRow["message"]["from"];

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
const channels: Record<string, string> = { widget: "Website", dashboard: "Dashboard", event: "Event" };

/** What an exported document says besides what was said. The dashboard's texts are of Next.js and its requests. */
export const words = {
  conversations: (name: string) => `Conversations of ${name}`,
  ownChat: (name: string) => `Chat with the assistant of ${name}`,
  range: (from: string | undefined, to: string) =>
    from ? `Conversations that began from ${from} to ${to} (UTC)` : `All conversations until ${to} (UTC)`,
  conversation: (at: string, channel: string, language: string) =>
    `${at} · ${channels[channel] ?? channel} · ${language}`,
  from: { user: "Visitor", assistant: "Assistant", member: "Team", system: "Note" } satisfies Record<From, string>,
  you: "You",
  noAnswer: "no answer found",
  total: (conversations: number, messages: number) =>
    `${plural(conversations, "conversation")}, ${plural(messages, "message")}.`,
  undrawable:
    "Characters that no font here can draw are written as numbers, such as [U+1F600]. The JSON and CSV exports hold them as they are.",
  page: (page: number) => `Page ${page}`,
};
