/** @jsxImportSource @/lib/chat-widget/view */
import type { State } from "@/lib/chat-widget/conversation/state";
import type { Ui } from "./context";
import { Tool } from "./icon";

const MAX_LENGTH = 5_000;
const canRecord = "MediaRecorder" in window && !!navigator.mediaDevices;

/** Where the visitor writes. Enter sends, Shift+Enter begins a line, and Enter that ends a composition does neither. */
export function Composer({ ui, state }: { ui: Ui; state: State }) {
  const { words, conversation, parts, view, setView } = ui;
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
      <Tool icon="plus" label={words.attach} onclick={parts.attach} />
      {canRecord && <Tool icon="mic" label={words.record} onclick={parts.record} />}
      {isAnswering ? (
        <Tool icon="stop" class="go" label={words.stop} onclick={conversation.stop} />
      ) : (
        <Tool icon="send" class="go" type="submit" label={words.send} aria-disabled={!text} />
      )}
    </form>
  );
}
