import { expect, test } from "vitest";
import { extractPage, extractText } from "./page";

const URL_ = "https://inn.example/rooms/";
const lines = (body: string, head = "") =>
  extractPage(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`, URL_).blocks.map(
    ({ text }) => text,
  );
const long = "The river room seats forty guests at round tables. ".repeat(6).trim();

test("the main part is the page, without what stands around it", () => {
  const body = `<header>Inn</header><nav><a href="/">Home</a></nav>
    <main><h1>Rooms</h1><p>${long}</p><nav>On this page</nav><form><label>Your e-mail</label><input></form>
    <script>track()</script><style>p {}</style><p hidden>Not yet</p><p style="display: none">Never</p></main>
    <aside>Advertisement</aside><footer>Imprint</footer>`;
  expect(lines(body)).toEqual(["Rooms", long]);
});

test("a page without a main part gives its body without menus, banners and footers", () => {
  const body = `<header><h1>The inn</h1></header><div class="menu"><a href="/a">Rooms</a> <a href="/b">Menu</a></div>
    <div id="cookie-banner"><p>We use cookies.</p><button>Accept</button></div>
    <div class="content"><p>${long}</p></div><footer>Imprint</footer>`;
  expect(lines(body)).toEqual(["The inn", long]);
});

test("a restaurant's menu is text, though its class says menu", () => {
  expect(lines(`<div class="menu"><p>${long}</p></div>`)).toEqual([long]);
});

test("an aside within the main part is kept unless it only links elsewhere", () => {
  const aside =
    "<aside>Allergies: tell us when you book.</aside><aside><a href='/a'>One</a><a href='/b'>Two</a></aside>";
  expect(lines(`<main><p>${long}</p>${aside}</main>`)).toEqual([long, "Allergies: tell us when you book."]);
});

test("several articles are all read, a short one within another once", () => {
  const body = `<article><p>${long}</p></article><article><p>Second.</p><article>Comment</article></article>`;
  expect(lines(body)).toEqual([long, "Second.", "Comment"]);
});

test("each row of a table is a sentence under its headers", () => {
  const rows = "<tr><th>Room</th><th>Seats</th></tr><tr><td>Mill</td><td>40</td></tr><tr><td>Weir</td><td></td></tr>";
  expect(lines(`<main><table><caption>Capacity</caption>${rows}</table></main>`)).toEqual([
    "Capacity",
    "Room: Mill; Seats: 40",
    "Room: Weir",
  ]);
});

test("a table with its names at the left, and one without names", () => {
  const named =
    "<table><tr><th>Monday</th><td>closed</td></tr><tr><th>Tuesday</th><td>9–5</td><td>7–9</td></tr></table>";
  const plain = "<table><tr><td>Soup</td><td>5 €</td></tr><tr><td>Stew</td><td>9 €</td></tr></table>";
  expect(lines(`<main>${named}${plain}</main>`)).toEqual([
    "Monday: closed",
    "Tuesday: 9–5; 7–9",
    "Soup | 5 €",
    "Stew | 9 €",
  ]);
});

test("a table that lays out a page is read as the page", () => {
  expect(lines("<table><tr><td><h1>Inn</h1><p>Welcome.</p></td></tr></table>")).toEqual(["Inn", "Welcome."]);
});

test("a question that opens is the heading of its answer, and of nothing after it", () => {
  const { blocks } = extractPage(
    `<main><h2>FAQ</h2><details><summary>Are dogs welcome?</summary><p>Yes, in the garden.</p></details><p>Call us.</p></main>`,
    URL_,
  );
  expect(blocks.map(({ text, headings }) => [text, headings])).toEqual([
    ["FAQ", ["FAQ"]],
    ["Are dogs welcome?", ["FAQ", "Are dogs welcome?"]],
    ["Yes, in the garden.", ["FAQ", "Are dogs welcome?"]],
    ["Call us.", ["FAQ"]],
  ]);
});

test("headings close those of their level and below", () => {
  const { blocks } = extractPage("<main><h1>Inn</h1><h3>Deep</h3><h2>Rooms</h2><p>Forty.</p></main>", URL_);
  expect(blocks.at(-1)).toEqual({ text: "Forty.", isHeading: false, headings: ["Inn", "Rooms"] });
});

test("lists, terms and preformatted text keep their lines", () => {
  const body = `<ul><li>Soup</li><li>Stew <ul><li>with dumplings</li></ul></li></ul>
    <dl><dt>Opens</dt><dd>nine</dd><dt>Closes:</dt><dd>ten</dd></dl><pre>a  b\n  c</pre>one<br>two`;
  expect(lines(`<main>${body}</main>`)).toEqual([
    "- Soup",
    "- Stew",
    "- with dumplings",
    "Opens: nine",
    "Closes: ten",
    "a  b",
    "  c",
    "one",
    "two",
  ]);
});

test("text in elements within a line stays on that line", () => {
  expect(lines("<main><p>Open <b>daily</b> from\n <time>nine</time>, <a href='/x'>book</a> now</p></main>")).toEqual([
    "Open daily from nine, book now",
  ]);
});

test("what a page says of itself", () => {
  const head = `<title> Rooms –
    The inn </title><meta name="description" content="Forty  seats"><link rel="canonical" href="/rooms?utm_source=x">`;
  const page = extractPage(`<html lang="pt-br"><head>${head}</head><body><p>Text</p></body></html>`, URL_);
  expect(page).toMatchObject({
    title: "Rooms – The inn",
    description: "Forty seats",
    language: "pt-BR",
    canonical: "https://inn.example/rooms",
    isNoindex: false,
  });
});

test("links are followed from where the page says it is, and not where it says not to", () => {
  const body = `<a href="menu?utm_source=x#top">Menu</a><a href="../contact">Contact</a><a href="menu">Again</a>
    <a href="/login" rel="nofollow">Log in</a><a href="mailto:a@inn.example">Mail</a><a href="https://other.example">Other</a>`;
  const page = extractPage(`<head><base href="/en/"></head><body>${body}</body>`, URL_);
  expect(page.canonical).toBeNull();
  expect(page.links).toEqual(["https://inn.example/en/menu", "https://inn.example/contact", "https://other.example/"]);
});

test("a page may ask robots not to use it, or not to follow its links", () => {
  const page = extractPage(`<head><meta name="Robots" content="NOINDEX, nofollow"></head><a href="/a">a</a>`, URL_);
  expect(page).toMatchObject({ isNoindex: true, links: [] });
});

test("questions and products that only machines are told of are text as well, those that are shown are not doubled", () => {
  const question = (name: string, text: string) => ({
    "@type": "Question",
    name,
    acceptedAnswer: { "@type": "Answer", text },
  });
  const data = {
    "@graph": [
      { "@type": "FAQPage", mainEntity: [question("Dogs?", "<p>Yes, <b>two</b>.</p>"), question("Cats?", "No cats.")] },
      {
        "@type": ["Product"],
        name: "Honey",
        description: "From our bees",
        offers: { price: 7.5, priceCurrency: "EUR" },
      },
    ],
  };
  const json = `<script type="application/ld+json">${JSON.stringify(data)}</script><script type="application/ld+json">{</script>`;
  expect(lines(`<main><h2>Cats?</h2><p>No cats.</p></main>${json}`)).toEqual([
    "Cats?",
    "No cats.",
    "Dogs?",
    "Yes, two.",
    "Honey: From our bees",
    "Honey: 7.5 EUR",
  ]);
});

test("broken characters and broken markup do no harm", () => {
  expect(lines("<main><p>half \ud800 a\0 pair<p>next<li>item</main>")).toEqual([
    "half \ufffd a pair",
    "next",
    "- item",
  ]);
  expect(extractPage("", URL_).blocks).toEqual([]);
  expect(extractPage("just text", URL_).blocks.map(({ text }) => text)).toEqual(["just text"]);
  const bare = extractPage(`<title>Bare</title><nav>Menu</nav><main><p>Text</p><a href="/a">a</a></main>`, URL_);
  expect(bare).toMatchObject({
    title: "Bare",
    links: ["https://inn.example/a"],
    blocks: [{ text: "Text" }, { text: "a" }],
  });
});

test("a text file is its paragraphs", () => {
  const page = extractText("Opening hours\nnine to five\n\nClosed on Sunday", "hours");
  expect(page.blocks.map(({ text }) => text)).toEqual(["Opening hours nine to five", "Closed on Sunday"]);
});

const footer = `<footer><nav><a href="/a">Jobs</a></nav><address>Mill Lane 1, 12345 Weir<br>+49 30 901820</address><div><h4>Opening hours</h4><p>Mon–Fri 9:00–17:00</p><p>Sunday closed</p></div>
  <div><h4>Follow us</h4><p>On all channels</p></div><p>© 2026 Inn</p></footer>`;

test("when and how a business can be reached is kept from the foot of its first page, unless that page says it too", () => {
  const start = (body: string) =>
    extractPage(`<main><p>${long}</p>${body}</main>${footer}`, URL_, { isStart: true }).blocks.map(({ text }) => text);
  const hours = ["Opening hours", "Mon–Fri 9:00–17:00", "Sunday closed"];
  const address = ["Mill Lane 1, 12345 Weir", "+49 30 901820"];
  expect(start("")).toEqual([long, ...address, ...hours]);
  expect(start("<p>+49 30 901820</p>").slice(2)).toEqual(["Mill Lane 1, 12345 Weir", ...hours]);
  expect(lines(`<main><p>${long}</p></main>${footer}`)).toEqual([long]);
});

test("a cookie banner is left out by what it says, the cookies of a bakery are not", () => {
  const banner = `<div id="CybotCookiebotDialog"><p>This website uses cookies</p></div>
    <div class="cookies"><p>We share data with analytics partners.</p></div>`;
  const bakery = `<section id="cookies"><h2>Cookies</h2><p>Oat and honey, 2 €</p></section>`;
  expect(lines(`<main><p>${long}</p>${banner}${bakery}</main>`)).toEqual([long, "Cookies", "Oat and honey, 2 €"]);
});

test("ways to other pages are left out of the main part too, dishes that are links are not", () => {
  const ways = `<div class="breadcrumbs"><a href="/">Home</a> / <a href="/rooms">Rooms</a></div>
    <ul class="pagination"><li><a href="?p=2">2</a></li></ul>`;
  const menu = `<div class="menu"><a href="/soup">Soup 5 €</a><a href="/stew">Stew 9 €</a></div>`;
  expect(lines(`<main>${ways}<p>${long}</p></main>`)).toEqual([long]);
  expect(lines(`<p>${long}</p>${menu}`).join(" ")).toContain("Soup 5 €");
});
