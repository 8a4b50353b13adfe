import type { Entry } from "@/lib/chat-widget/conversation/state";
import { sentences } from "@/lib/chat-widget/markdown/sentences";

/** Gives what a screen reader is to hear of what is said now: each finished sentence once, and nothing of the history. */
export function createAnnouncer(): (entries: Entry[], locale: string) => string[] {
  let key: string | undefined;
  let said: string[] = [];
  return (entries, locale) => {
    const entry = entries.findLast(({ role }) => role !== "user");
    const isNew = entry?.state === "streaming" || (entry?.role === "system" && !entry.id);
    if (isNew && entry.key !== key) [key, said] = [entry.key, []];
    if (!entry || entry.key !== key) return said;
    const isWhole = entry.state !== "streaming";
    const fresh = sentences(entry.text, locale, isWhole).filter((sentence) => !said.includes(sentence));
    if (fresh.length > 0) said = [...said, ...fresh];
    return said;
  };
}
