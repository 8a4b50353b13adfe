import styles from "./launcher.css";

const SVG = "http://www.w3.org/2000/svg";
const CHAT = "M7.9 20A9 9 0 1 0 4 16.1L2 22Z";
const DOWN = "m6 9 6 6 6-6";

function icon(path: string) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** The page's element for the widget: a shadow root of its own, and nothing in it that a strict policy forbids. */
export function createHost() {
  const host = document.createElement("omniops-chat");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const accent = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet, accent];

  const root = document.createElement("div");
  const place = document.createElement("div");
  const button = document.createElement("button");
  root.className = "root";
  root.dir = getComputedStyle(document.documentElement).direction; // The corner is the page's, the words are the chat's.
  place.hidden = true;
  button.type = "button";
  button.className = "launcher waiting";
  button.append(icon(CHAT), icon(DOWN));
  root.append(place, button);
  shadow.append(root);
  // Beside body, not in it: a page that replaces or transforms its body leaves the widget as it is.
  document.documentElement.append(host);
  return { shadow, place, button, accent };
}
