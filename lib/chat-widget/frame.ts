const FULL_SCREEN = "(max-width: 480px), (max-height: 420px)";
const STOPS = ":enabled,a[href],[tabindex='0']";

/** Tells when the panel covers the whole screen. */
export const fullScreen = () => matchMedia(FULL_SCREEN);

/** Makes Tab go round inside an element of a shadow root. */
export function keepFocus(event: KeyboardEvent, place: HTMLElement, shadow: ShadowRoot): void {
  const stops = [...place.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.getClientRects().length > 0);
  const [first, last] = [stops[0], stops.at(-1)];
  if (shadow.activeElement !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Keeps custom properties of the visible part of the screen, so that an on-screen keyboard covers nothing. */
export function followViewport(shadow: ShadowRoot): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const sheet = new CSSStyleSheet();
  shadow.adoptedStyleSheets.push(sheet);
  const show = () => sheet.replaceSync(`:host{--height:${viewport.height}px;--top:${viewport.offsetTop}px}`);
  viewport.addEventListener("resize", show);
  viewport.addEventListener("scroll", show);
  show();
}
