import { openChat } from "./i18n/launcher-words";
import { guessLocale, localeOf } from "./i18n/locale";
import type { Speech, Words } from "./i18n/words";
import { createHost } from "./launcher-host";
import type { Panel, PanelOptions } from "./panel";
import { fetchSite } from "./site";
import { createSlots } from "./storage/slots";

/** Changes with every build, so that a panel kept by a cache is never the wrong one. */
declare const WIDGET_VERSION: string;

const LONGEST_WAIT_MS = 700;
const RETRY_MS = 3_000;

type Target = { base: string; siteKey: string };

/** What is loaded when it is needed. */
function partsOf(base: string) {
  let retries = 0;
  // A browser may remember that a module failed, so another try is another address.
  const part = <T>(name: string): Promise<T> =>
    import(`${base}/widget/${name}.js?v=${WIDGET_VERSION}${"-".repeat(retries)}`).catch((error) => {
      retries++;
      throw error;
    });

  async function learn(tag: string): Promise<Speech | undefined> {
    const wanted = localeOf(tag);
    return wanted && { locale: wanted, words: (await part<{ default: Words }>(wanted)).default };
  }
  return { part, learn };
}

function start({ base, siteKey }: Target) {
  const { shadow, place, button, accent } = createHost();
  const slots = createSlots(siteKey);
  const locale = guessLocale(slots.language.get());
  let panel: Panel | undefined;
  let closeChat = openChat[locale];
  let isOpen = false;
  let isLoading = false;

  const site = idle().then(() => fetchSite(base, siteKey));

  const { part, learn } = partsOf(base);

  async function load(withFocus: boolean) {
    if (isLoading) return;
    isLoading = true;
    button.setAttribute("aria-busy", "true");
    try {
      const module = part<{ mount(options: PanelOptions): Panel }>("panel");
      const [speech, { mount }] = await Promise.all([learn(locale), module]);
      if (!speech) return;
      closeChat = speech.words.close;
      panel = mount({
        shadow,
        place,
        base,
        siteKey,
        slots,
        site,
        speech,
        learn,
        part,
        accent,
        onClose: () => set(false),
      });
      button.removeAttribute("aria-busy");
      if (isOpen) set(true, withFocus);
    } catch {
      setTimeout(() => (isOpen || slots.waiting.get()) && load(withFocus), RETRY_MS);
    }
    isLoading = false;
  }

  function set(open: boolean, withFocus = true) {
    isOpen = open;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? closeChat : openChat[locale]);
    if (open) {
      slots.open.set("1");
      if (panel) panel.show(withFocus);
      else void load(withFocus);
    } else {
      slots.open.set(null);
      place.hidden = true;
      if (withFocus) button.focus();
    }
  }

  button.addEventListener("click", () => set(!isOpen));
  set(slots.open.get() !== null, false);
  if (slots.waiting.get()) void load(false); // What was written before is sent, whether the chat is opened or not.
  const show = () => button.classList.remove("waiting");
  setTimeout(show, LONGEST_WAIT_MS);
  void site.then((known) => {
    if (known) accent.replaceSync(known.accentRules);
    show();
  });
}

// Not every browser knows idle.
const idle = () => new Promise<unknown>((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));

function findTarget(): Target | undefined {
  const script = document.currentScript ?? document.querySelector("script[data-site][src*='/widget.js']");
  if (!(script instanceof HTMLScriptElement) || !script.dataset.site) return undefined;
  return { base: new URL(script.src).origin, siteKey: script.dataset.site };
}

const target = findTarget();
const included = Symbol.for("omniops.chat");
if (target && !Reflect.has(window, included)) {
  Reflect.set(window, included, true);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => start(target));
  else start(target);
}
