/** @jsxImportSource @/lib/chat-widget/view */
import { createAnnouncer } from "./components/announcer";
import { Chat } from "./components/chat";
import type { Ui, View } from "./components/context";
import { createFollower } from "./components/follower";
import type { Site } from "./contract";
import { createConversation } from "./conversation/conversation";
import { fullScreen, keepFocus } from "./frame";
import type { Speech } from "./i18n/words";
import styles from "./panel.css";
import type { Slots } from "./storage/slots";
import type { Extend } from "./view/extend";
import { render } from "./view/render";

type Extras = typeof import("./extras");

export type LoadPart = <Module>(name: string) => Promise<Module>;

export type PanelOptions = {
  shadow: ShadowRoot;
  /** Where the panel is drawn; whether it shows is `hidden` of this element. */
  place: HTMLElement;
  base: string;
  siteKey: string;
  slots: Slots;
  site: Promise<Site | undefined>;
  speech: Speech;
  /** Loads the widget's words of a language, if it speaks it. */
  learn(language: string): Promise<Speech | undefined>;
  /** Loads a part of the widget that only some visitors need. */
  part: LoadPart;
  setAccent(color: string): void;
  onClose(): void;
};

export type Panel = { show(withFocus: boolean): void };

/** Draws the panel and begins the session. Called once, by the launcher. */
export function mount(options: PanelOptions): Panel {
  const { shadow, place } = options;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets.push(sheet);

  const chat = createChat(options);
  listen(options, chat);
  chat.draw();
  void chat.conversation.open();
  return {
    show: (withFocus) => {
      place.hidden = false;
      chat.draw();
      if (withFocus) chat.focus();
    },
  };
}

type Drawn = ReturnType<typeof createChat>;

/** The state of the panel and the one way to draw it. */
function createChat(options: PanelOptions) {
  const { place, onClose: close } = options;
  let { speech } = options;
  let wanted: string = speech.locale;
  let site: Site | null = null;
  let view: View = { draft: "", isMenuOpen: false, openCard: null, isAway: false };
  let isDue = false;
  let extend: Extend = (panel) => panel;
  const conversation = createConversation(options, update);
  const follower = createFollower((isAway) => setView({ isAway }));
  const announce = createAnnouncer();

  function setView(change: Partial<View>) {
    view = { ...view, ...change };
    update();
  }

  /** Draws once, however much has changed. */
  function update() {
    if (!isDue) queueMicrotask(draw);
    isDue = true;
  }

  function draw() {
    isDue = false;
    const state = conversation.state();
    takeSite(state.site);
    speak(state.language, state.languageMode === "single" || state.entries.length > 0);
    const ui: Ui = { ...speech, site, conversation, view, setView, close };
    const isModal = fullScreen().matches;
    const said = announce(state.entries, speech.locale);
    follower.around(state, view.openCard !== null, () =>
      render(extend(<Chat ui={ui} state={state} follower={follower} said={said} isModal={isModal} />), place),
    );
  }

  function takeSite(next: Site | null | undefined) {
    if (!next || next === site) return;
    site = next;
    options.setAccent(next.accentColor);
  }

  /** Follows the conversation's language; before anything is said, the page's own language is the better guess. */
  function speak(language: string, isSettled: boolean) {
    if (!language || !isSettled || language === wanted) return;
    wanted = language;
    const take = (learned: Speech | undefined) => {
      if (wanted !== language || !learned) return;
      speech = learned;
      update();
    };
    options.learn(language).then(take, () => undefined);
  }

  void options.site.then((known) => {
    if (!site) takeSite(known);
    update();
  });

  void options.part<Extras>("extras").then(({ start }) => {
    extend = start(options, conversation, update);
  }, Boolean); // Without them the chat goes on as it is.

  return {
    conversation,
    draw,
    update,
    setView,
    view: () => view,
    focus: () => place.querySelector<HTMLElement>("textarea")?.focus({ preventScroll: true }),
  };
}

/** What closes what, and what keeps the focus where it belongs. */
function listen({ place, shadow, onClose }: PanelOptions, { view, setView, update, focus }: Drawn) {
  const phone = fullScreen();
  const closed: Partial<View> = { openCard: null, isMenuOpen: false };

  for (const type of ["keydown", "keypress", "keyup"]) {
    shadow.addEventListener(type, (event) => event.stopPropagation()); // The page's own shortcuts are not meant.
  }
  shadow.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    if (event.key === "Tab" && phone.matches) keepFocus(event, place, shadow);
    if (event.key !== "Escape" || event.isComposing) return;
    if (view().openCard || view().isMenuOpen) setView(closed);
    else onClose();
  });
  place.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || target.closest(".card,button.chip,.menu>button")) return;
    if (target.closest(".items")) queueMicrotask(() => queueMicrotask(focus));
    if (view().openCard || view().isMenuOpen) setView(closed);
  });
  phone.addEventListener("change", update);
  addEventListener("online", update);
  addEventListener("offline", update);
}
