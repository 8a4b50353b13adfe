/** @jsxImportSource @/lib/chat-widget/view */
import type { Ui } from "@/lib/chat-widget/components/context";
import type { State } from "@/lib/chat-widget/conversation/state";
import { fill } from "@/lib/chat-widget/i18n/words";
import type { PersonRequests } from "./requests";
import type { LiveWords } from "./words";

function isDue({ person, entries, conversationId, handler }: State): boolean {
  const last = entries.at(-1);
  const isUnanswered = last?.state === "sent" && last.answered === false;
  return conversationId !== null && !handler && person !== "declined" && (person !== "unasked" || isUnanswered);
}

type OfferProps = { ui: Ui; words: LiveWords; state: State; requests: PersonRequests };

/** The offer of a person, when the assistant does not know or the visitor wants one. */
export function PersonOffer({ ui, words, state, requests }: OfferProps) {
  const { site } = ui;
  const { person } = state;
  if (!isDue(state)) return null;
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    void requests.ask(String(new FormData(event.currentTarget).get("email")).trim());
  };
  return (
    <form key="offer" class="offer" onsubmit={submit}>
      <b>{fill(words.personText, { name: site?.name ?? "" })}</b>
      <label>
        {words.email} <small>({words.optional})</small>
        <input
          type="email"
          name="email"
          autocomplete="email"
          maxlength="254"
          dir="ltr"
          ref={(input) => person === "offered" && input.focus({ preventScroll: true })}
        />
      </label>
      {person === "failed" && (
        <p class="status bad" role="alert">
          {ui.words.failed}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="primary" disabled={person === "asking"}>
          {ui.words.askPerson}
        </button>
        <button type="button" onclick={requests.decline}>
          {words.notNow}
        </button>
      </div>
    </form>
  );
}
