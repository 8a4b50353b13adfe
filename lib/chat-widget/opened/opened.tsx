/** @jsxImportSource @/lib/chat-widget/view */
import type { Ui } from "@/lib/chat-widget/components/context";
import { Icon } from "@/lib/chat-widget/components/icon";
import { linkTo } from "@/lib/chat-widget/components/sources";
import type { Source } from "@/lib/chat-widget/contract";
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import type { State } from "@/lib/chat-widget/conversation/state";
import type { PanelOptions } from "@/lib/chat-widget/panel";
import { createChoices } from "./choices";
import styles from "./opened.css";

export type Opened = ReturnType<typeof start>;

/** What opens in the panel when it is pressed: the menu, the card of a source, and the choice of a language. */
export function start({ shadow, slots }: PanelOptions, conversation: Conversation) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets.push(sheet);
  const choices = createChoices(conversation, slots.language);

  return {
    setLanguage: choices.setLanguage,
    Items: ({ ui: { words }, state }: { ui: Ui; state: State }) => (
      <div class="items">
        <button type="button" disabled={state.entries.length === 0} onclick={choices.startNew}>
          {words.newConversation}
        </button>
        <button type="button" disabled={!state.conversationId} onclick={choices.offerPerson}>
          {words.askPerson}
        </button>
      </div>
    ),
    Card,
  };
}

/** A source's quote and its page. */
function Card({ source, label }: { source: Source; label: string }) {
  const link = linkTo(source);
  return (
    <section class="card" aria-label={label} dir="auto" ref={(element) => element.scrollIntoView({ block: "nearest" })}>
      <b>{source.title}</b>
      <q>{source.quote}</q>
      {link && (
        <a {...link}>
          <bdi>{source.url.replace(/^https?:\/\/|\/$/g, "")}</bdi>
          <Icon name="out" />
        </a>
      )}
    </section>
  );
}
