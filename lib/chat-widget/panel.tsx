/** @jsxImportSource @/lib/chat-widget/view */
import { createAnnouncer } from "./components/announcer";
import { Chat } from "./components/chat";
import type { Ui, View } from "./components/context";
import { createFollower } from "./components/follower";
import type { Site } from "./contract";
import { createConversation } from "./conversation/conversation";
import { followViewport, fullScreen, keepFocus } from "./frame";
import type { Speech } from "./i18n/words";
import styles from "./panel.css";
import { createParts } from "./parts";
import type { Slots } from "./storage/slots";
import { render } from "./view/render";

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
  /** Where the rules of the site's colour go. */
  accent: CSSStyleSheet;
  onClose(): void;
};

export type Panel = { show(withFocus: boolean): void };

/** Draws the panel and begins the session. Called once, by the launcher. */
export function mount(options: PanelOptions): Panel {
  const { shadow, place } = options;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets.push(sheet);
  followViewport(shadow);

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
  let known: Site | undefined;
  let site: Site | null | undefined;
  let view: View = { draft: "", open: "", isAway: false, isStuck: false };
  let isDue = false;
  const conversation = createConversation(options, update);
  const follower = createFollower((isAway) => setView({ isAway }));
  const announce = createAnnouncer();
  const parts = createParts(options, conversation, { update, setView });

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
    takeSite(state.site ?? known);
    speak(state.language, state.languageMode === "single" || state.entries.length > 0);
    const ui: Ui = { ...speech, site, conversation, parts, view, setView, close };
    const isModal = fullScreen().matches;
    const said = announce(state.entries, speech.locale);
    follower.around(state, !!view.open, () =>
      render(
        parts.extend(<Chat ui={ui} state={state} follower={follower} said={said} isModal={isModal} />, state),
        place,
      ),
    );
  }

  function takeSite(next: Site | null | undefined) {
    if (next && next !== site) options.accent.replaceSync(next.accentRules);
    site = next;
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

  void options.site.then((said) => {
    known = said;
    update();
  });

  return {
    conversation,
    parts,
    draw,
    update,
    setView,
    view: () => view,
    focus: () => place.querySelector<HTMLElement>("textarea")?.focus({ preventScroll: true }),
  };
}

/** What closes what, and what keeps the focus where it belongs. */
function listen({ place, shadow, onClose }: PanelOptions, { view, setView, parts, update, focus }: Drawn) {
  const phone = fullScreen();
  const closed = { open: "" };

  for (const type of ["keydown", "keypress", "keyup"]) {
    shadow.addEventListener(type, (event) => event.stopPropagation()); // The page's own shortcuts are not meant.
  }
  shadow.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    if (event.key === "Tab" && phone.matches) keepFocus(event, place, shadow);
    if (event.key !== "Escape" || event.isComposing) return;
    if (view().open) setView(closed);
    else onClose();
  });
  place.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || target.closest(".card,button.chip,.menu>button")) return;
    if (target.closest(".items")) queueMicrotask(() => queueMicrotask(focus));
    if (view().open) setView(closed);
  });
  for (const type of ["paste", "dragover", "drop"]) place.addEventListener(type, parts.take);
  phone.addEventListener("change", update);
  addEventListener("online", update);
  addEventListener("offline", update);
}
