/** @jsxImportSource @/lib/chat-widget/view */
import type { State } from "@/lib/chat-widget/conversation/state";
import type { Ui } from "./context";
import { Icon } from "./icon";

const MAX_LENGTH = 5_000;

/** Where the visitor writes. Enter sends, Shift+Enter begins a line, and Enter that ends a composition does neither. */
export function Composer({ ui, state }: { ui: Ui; state: State }) {
  const { words, conversation, view, setView } = ui;
  const { draft } = view;
  const text = draft.trim();
  const isAnswering = state.entries.some(({ state }) => state === "streaming" || state === "sending");

  const submit = (event: Event) => {
    event.preventDefault();
    if (!text || isAnswering) return;
    setView({ draft: "" });
    conversation.send(text);
  };
  const press = (event: KeyboardEvent) => {
    // Safari ends a composition before this event, and then says 229.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  };

  return (
    <form class="composer" onsubmit={submit}>
      <div class="field" data-text={draft}>
        <textarea
          rows={1}
          maxlength={MAX_LENGTH}
          dir="auto"
          aria-label={words.message}
          placeholder={words.placeholder}
          disabled={state.reach === "refused"}
          value={draft}
          oninput={({ currentTarget }) => setView({ draft: currentTarget.value })}
          onkeydown={press}
        />
      </div>
      {isAnswering ? (
        <button key="stop" type="button" class="go" aria-label={words.stop} onclick={conversation.stop}>
          <Icon name="stop" />
        </button>
      ) : (
        <button key="send" type="submit" class="go" aria-label={words.send} aria-disabled={!text}>
          <Icon name="send" />
        </button>
      )}
    </form>
  );
}
