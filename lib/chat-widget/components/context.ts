import type { Site } from "@/lib/chat-widget/contract";
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import type { Locale } from "@/lib/chat-widget/i18n/locale";
import type { Words } from "@/lib/chat-widget/i18n/words";

/** What only this panel on this screen knows. */
export type View = {
  draft: string;
  isMenuOpen: boolean;
  /** Which source card is open, as `entry key:chip`. */
  openCard: string | null;
  /** Whether the visitor has scrolled away from the end. */
  isAway: boolean;
};

/** What every part of the panel may need. */
export type Ui = {
  words: Words;
  locale: Locale;
  site: Site | null;
  conversation: Conversation;
  view: View;
  setView(change: Partial<View>): void;
  close(): void;
};
