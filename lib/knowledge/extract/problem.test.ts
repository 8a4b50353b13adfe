import { expect, test } from "vitest";
import { extractPage } from "./page";

const problem = (html: string) => extractPage(html, "https://inn.example/").problem;
const script = '<script src="/assets/index-3f2a.js" type="module"></script>';

test.each([
  [
    "React",
    `<title>Inn</title><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>${script}`,
  ],
  [
    "Vue",
    `<noscript><strong>We're sorry but inn doesn't work properly without JavaScript enabled.</strong></noscript><div id="app"></div>${script}`,
  ],
  ["Angular", `<body><app-root>Loading…</app-root>${script}</body>`],
  ["Next.js", `<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{}</script>${script}`],
  [
    "a spinner with its footer",
    `<div id="root"><div class=spinner></div></div><p>© 2026 Inn, all rights reserved</p>${script}`,
  ],
  ["nothing but scripts", `<title>Inn</title><body>${script.repeat(3)}</body>`],
  ["one great script", `<body><script>${"a();".repeat(8000)}</script></body>`],
  [
    "a request in German",
    `<p>Bitte aktivieren Sie JavaScript, um fortzufahren. JavaScript muss aktiviert sein.</p>${script}`,
  ],
  ["a request in Japanese", `<p>JavaScriptを有効にしてください。</p>${script}`],
])("STORE-141 a page whose text needs JavaScript is told as such: %s", (_, html) => {
  expect(problem(html)).toContain("put there by JavaScript");
});

test.each([
  ["a few words", "<p>Closed until May.</p>"],
  ["a few words beside scripts that count visits", `<p>Closed until May. Call 030 901820.</p>${script}`],
  [
    "rendered on the server",
    `<noscript>Please enable JavaScript.</noscript><div id="root"><h1>Inn</h1><p>Open from nine to five every day.</p></div>${script}`,
  ],
  ["coming soon", "<h1>Coming soon</h1><p>Our new website is on its way.</p>"],
  ["an empty page", ""],
  [
    "about scripts",
    `<h1>Widgets</h1><p>${"To use our widgets, enable JavaScript in your browser. ".repeat(30)}</p>${script}`,
  ],
])("a short page is a page: %s", (_, html) => {
  expect(problem(html)).toBeNull();
});

test.each([
  "<title>404 Not Found</title><h1>Not found</h1>",
  "<title>Page not found – The inn</title><p>Go back home</p>",
  "<title>Inn</title><h1>Oops! The page you requested</h1><h1>This page does not exist</h1>".replace(
    "<h1>Oops! The page you requested</h1>",
    "",
  ),
  "<title>Inn | Seite nicht gefunden</title><p>Zur Startseite</p>",
  "<h1>Página no encontrada</h1>",
  "<h1>ページが見つかりません</h1>",
  "<h1>404</h1><p>Nothing here</p>",
])("a page that says that there is none is not stored: %s", (html) => {
  expect(problem(html)).toContain("there is no page here");
});

test("a page about pages that are not found is one", () => {
  expect(problem("<h1>How we handle 404 errors</h1><p>When a page is not found we log it.</p>")).toBeNull();
  expect(
    problem(`<title>404 rooms</title><p>${"The inn has four hundred and four rooms. ".repeat(40)}</p>`),
  ).toBeNull();
});

test("a sign-in is not stored, a page that also offers one is", () => {
  const form = '<form><input name=u><input type="password"></form>';
  expect(problem(`<title>Log in – Inn</title><h1>Welcome back</h1>${form}`)).toContain("asks for a sign-in");
  expect(problem(`<h1>Anmelden</h1>${form}`)).toContain("asks for a sign-in");
  expect(problem(`<h1>Inn</h1><p>${"Forty rooms by the river. ".repeat(20)}</p>${form}`)).toBeNull();
});
