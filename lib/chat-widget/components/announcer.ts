import type { Entry } from "@/lib/chat-widget/conversation/state";
import { sentences } from "@/lib/chat-widget/markdown/sentences";

/** Gives what a screen reader is to hear of an answer: each finished sentence once, and nothing of the history. */
export function createAnnouncer(): (entries: Entry[], locale: string) => string[] {
  let key: string | undefined;
  let said: string[] = [];
  return (entries, locale) => {
    const entry = entries.findLast(({ role }) => role === "assistant");
    if (!entry) return said;
    const isStreaming = entry.state === "streaming";
    if (isStreaming && entry.key !== key) [key, said] = [entry.key, []];
    if (entry.key !== key) return said;
    const fresh = sentences(entry.text, locale, !isStreaming).filter((sentence) => !said.includes(sentence));
    if (fresh.length > 0) said = [...said, ...fresh];
    return said;
  };
}
