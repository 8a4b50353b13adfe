/** @jsxImportSource @/lib/chat-widget/view */
import type { State } from "@/lib/chat-widget/conversation/state";
import { fill } from "@/lib/chat-widget/i18n/words";
import { Composer } from "./composer";
import type { Ui } from "./context";
import type { Follower } from "./follower";
import { Header } from "./header";
import { MessageList } from "./message-list";

function Welcome({ ui, state }: { ui: Ui; state: State }) {
  const { site, words, conversation } = ui;
  if (!site || state.entries.length > 0) return null;
  return (
    <div class="welcome">
      <p class="greeting" dir="auto">
        {site.greeting}
      </p>
      <p class="intro">{fill(words.intro, { name: site.name })}</p>
      <ul>
        {site.suggestions.map((suggestion) => (
          <li>
            <button type="button" dir="auto" onclick={() => conversation.send(suggestion)}>
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function notice({ words, view }: Ui, { reach }: State): string {
  if (reach === "refused") return words.refused;
  if (!navigator.onLine) return `${words.offline} ${words.sentLater}`;
  return reach === "away" || view.isStuck ? `${words.away} ${words.sentLater}` : "";
}

type ChatProps = { ui: Ui; state: State; follower: Follower; said: string[]; isModal: boolean };

/** The panel: a dialog that covers the page on a phone and stands beside it elsewhere. */
export function Chat({ ui, state, follower, said, isModal }: ChatProps) {
  const { site, words, locale, conversation } = ui;
  const text = notice(ui, state);
  return (
    <div
      class="panel"
      role="dialog"
      aria-modal={isModal}
      aria-label={site?.assistantName ?? words.assistant}
      lang={locale}
      dir={locale === "ar" ? "rtl" : "ltr"}
    >
      <Header ui={ui} state={state} />
      <MessageList ui={ui} state={state} follower={follower}>
        <Welcome ui={ui} state={state} />
        {conversation.live()?.below(ui, state)}
      </MessageList>
      <p class={text ? "notice" : "hidden"} role="status">
        {text}
      </p>
      <Composer ui={ui} state={state} />
      <div class="hidden" role="log" aria-live="polite">
        {said.map((sentence) => (
          <p>{sentence}</p>
        ))}
      </div>
    </div>
  );
}
