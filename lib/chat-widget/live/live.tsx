/** @jsxImportSource @/lib/chat-widget/view */
import type { Ui } from "@/lib/chat-widget/components/context";
import type { Session } from "@/lib/chat-widget/conversation/session";
import type { Entry, State, Store } from "@/lib/chat-widget/conversation/state";
import { fill } from "@/lib/chat-widget/i18n/words";
import type { Child } from "@/lib/chat-widget/view/jsx-runtime";
import { type Connection, createConnection } from "./connection";
import styles from "./live.css";
import { PersonOffer } from "./offer";
import { createOthers } from "./others";
import { createPersonRequests } from "./requests";
import { createSync } from "./sync";
import { agreeWithTabs } from "./tabs";
import type { LiveWords } from "./words";

const POLL_MS = 5_000;
const CHECK_TICKS = 4;
const TYPING_PAUSE_MS = 2_000;

/** What the panel hands to the part. */
export type LiveOptions = {
  store: Store;
  session: Session;
  /** Where the panel is drawn, and the visitor writes. */
  place: HTMLElement;
  /** Something in it is to be drawn again. */
  onChange(): void;
};

/** What a conversation has in which others take part: persons, and the visitor in another tab. */
export type Live = {
  /** Follows what the panel's state has become. */
  look(): void;
  /** What stands below the messages. */
  below(ui: Ui, state: State): Child;
};

/** Begins it, once a panel. */
export function start(
  { store, session, place, onChange }: LiveOptions,
  /** The visitor's other tabs. */
  tabs: BroadcastChannel,
  wordsIn: (locale: Ui["locale"]) => LiveWords,
): Live {
  const requests = createPersonRequests(store, session);
  const others = createOthers(onChange);
  const launcher = place.nextElementSibling;
  let spoken: Entry[] = [];
  const pull = createSync(store, session, (news) => {
    const said = news.filter(({ role }) => role !== "user");
    if (said.length === 0) return;
    spoken = said;
    if (place.hidden) launcher?.classList.add("news");
    others.setTyping(false);
  });
  const connection = createConnection(store, session, {
    pull,
    onEvent: (event, payload) => {
      if (event === "message" || event === "handling") void pull();
      else others.take(event, payload);
    },
  });
  dress(place);
  listen(place, connection, pull, onChange);
  const tell = agreeWithTabs(tabs, store, pull);
  const look = () => {
    connection.look();
    tell();
  };
  look();
  return {
    look,
    below: (ui, state) => {
      const { handler: name = "" } = state;
      const words = wordsIn(ui.locale);
      if (!place.hidden) launcher?.classList.remove("news");
      return (
        <>
          {others.areTyping() && <Typing name={name} />}
          {name && connection.isSettled() && !others.areHere() && <p class="system">{fill(words.away, { name })}</p>}
          <PersonOffer ui={ui} words={words} state={state} requests={requests} />
          <div class="hidden" role="log" aria-live="polite">
            {spoken.map(({ key, author, text }) => (
              <p key={key}>{author ? `${author}: ${text}` : text}</p>
            ))}
          </div>
        </>
      );
    },
  };
}

function dress(place: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  (place.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
}

/** Says when the visitor writes, and asks for what was missed: often while nothing is heard, and now and then anyway. */
function listen(place: HTMLElement, connection: Connection, pull: () => void, onChange: () => void): void {
  let ticks = 0;
  let typedAt = 0;
  const tick = () => {
    if (document.hidden || (place.hidden && !connection.isWanted())) return;
    const isDeaf = connection.isWanted() && !connection.isJoined();
    if (isDeaf || ++ticks % CHECK_TICKS === 0) pull();
    onChange();
  };
  setInterval(tick, POLL_MS);
  document.addEventListener("visibilitychange", tick);
  place.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || Date.now() - typedAt < TYPING_PAUSE_MS) return;
    typedAt = Date.now();
    connection.say("visitor_writes");
  });
}

function Typing({ name }: { name: string }) {
  return (
    <div key="typing" class="message assistant" aria-hidden="true">
      <span class="status">{name}</span>
      <div class="bubble">
        <p class="dots">
          <i />
          <i />
          <i />
        </p>
      </div>
    </div>
  );
}
