import type { Site } from "@/lib/chat-widget/contract";
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import type { Locale } from "@/lib/chat-widget/i18n/locale";
import type { Words } from "@/lib/chat-widget/i18n/words";
import type { Parts } from "@/lib/chat-widget/parts";

/** What only this panel on this screen knows. */
export type View = {
  draft: string;
  /** What is open: the menu as "menu", the card of a source as `entry key:chip`, nothing as "". */
  open: string;
  /** Whether the visitor has scrolled away from the end. */
  isAway: boolean;
  /** Whether what the visitor wants to use could not be loaded. */
  isStuck: boolean;
};

/** What every part of the panel may need. */
export type Ui = {
  words: Words;
  locale: Locale;
  site: Site | null | undefined;
  conversation: Conversation;
  parts: Parts;
  view: View;
  setView(change: Partial<View>): void;
  close(): void;
};
