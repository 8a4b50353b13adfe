/** @jsxImportSource @/lib/chat-widget/view */
import type { State } from "@/lib/chat-widget/conversation/state";
import type { Child } from "@/lib/chat-widget/view/jsx-runtime";
import type { Ui } from "./context";
import type { Follower } from "./follower";
import { Tool } from "./icon";
import { Dots, Message } from "./message";

type ListProps = { ui: Ui; state: State; follower: Follower; children?: Child };

/** What was said, oldest first. */
export function MessageList({ ui, state, follower, children }: ListProps) {
  const { entries, hasEarlier } = state;
  const last = entries.at(-1);
  const isWaiting = !state.handler && last?.role === "user" && last.state === "sending";
  return (
    <div class="body">
      <section
        class="scroll"
        aria-label={ui.site?.assistantName}
        tabindex={0}
        onscroll={follower.look}
        ref={follower.attach}
      >
        {hasEarlier && (
          <button type="button" class="earlier" onclick={ui.conversation.earlier}>
            {ui.words.earlier}
          </button>
        )}
        <ol class="messages">
          {entries.map((entry) => (
            <Message entry={entry} ui={ui} />
          ))}
          {isWaiting && (
            <li key="waiting" class="message assistant" aria-hidden="true">
              <div class="bubble">
                <Dots />
              </div>
            </li>
          )}
        </ol>
        {children}
      </section>
      {ui.view.isAway && (
        <Tool icon="send" class="latest round down" label={ui.words.latest} onclick={follower.toEnd} />
      )}
    </div>
  );
}
