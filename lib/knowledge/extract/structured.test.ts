import { expect, test } from "vitest";
import { extractPage } from "./page";
import { splitIntoPassages } from "./passages";

const script = (data: unknown) =>
  `<script type="application/ld+json">${typeof data === "string" ? data : JSON.stringify(data)}</script>`;
const page = (data: unknown, body = "", lang = "en") =>
  extractPage(`<html lang="${lang}"><main>${body}</main>${script(data)}`, "https://inn.example/");
const lines = (data: unknown, body = "", lang = "en") => page(data, body, lang).blocks.map(({ text }) => text);

test("a question stands in one passage with its answer, unless the page shows the answer", () => {
  const question = (name: string, answer: string) => ({ "@type": "Question", name, acceptedAnswer: { text: answer } });
  const data = {
    "@type": "FAQPage",
    mainEntity: [question("Are dogs welcome?", "<p>Yes, <b>two</b>.</p>"), question("Cats?", "No cats.")],
  };
  const { title, blocks, language } = page(data, "<h3>Are dogs welcome?</h3><h3>Cats?</h3><p>No cats!</p>");
  expect(blocks.slice(3).map(({ text }) => text)).toEqual(["Are dogs welcome?", "Yes, two."]);
  expect(splitIntoPassages(title, blocks, language).at(-1)?.content).toContain("Are dogs welcome?\nYes, two.");
});

test("a product tells its facts with its name, but not those that are shown", () => {
  const data = {
    "@type": "Product",
    name: "Honey",
    description: "From our bees",
    brand: { "@type": "Brand", name: "Beeline" },
    sku: "H-1",
    gtin13: "4006381333931",
    offers: { "@type": "Offer", price: 7.5, priceCurrency: "EUR", availability: "https://schema.org/InStock" },
  };
  const facts = "Honey: Beeline; SKU H-1; GTIN 4006381333931";
  expect(lines(data)).toEqual(["Honey: From our bees", facts, "Honey: 7.5 EUR (in stock)"]);
  expect(lines(data, "<h1>Honey</h1><p>From our bees.</p>").slice(2)).toEqual([facts, "Honey: 7.5 EUR (in stock)"]);
});

test("prices may be ranges, and kinds of a product have their own", () => {
  const range = { "@type": "AggregateOffer", lowPrice: "5", highPrice: "9", priceCurrency: "EUR" };
  expect(lines({ "@type": "Product", name: "Soup", offers: range })).toEqual(["Soup: 5–9 EUR"]);
  const hasVariant = [{ "@type": "Product", name: "Soup, large", offers: { price: "9", priceCurrency: "EUR" } }];
  expect(lines({ "@type": "ProductGroup", name: "Soup", hasVariant })).toEqual(["Soup", "Soup, large: 9 EUR"]);
});

test("a business tells where it is, how it is reached and when it is open, with the days in the page's language", () => {
  const data = {
    "@type": "Restaurant",
    name: "Mühle",
    address: { "@type": "PostalAddress", streetAddress: "Am Wehr 1", postalCode: "12345", addressLocality: "Wehr" },
    telephone: "+49 30 901820",
    openingHoursSpecification: [
      { dayOfWeek: ["Monday", "Tuesday", "https://schema.org/Wednesday"], opens: "09:00", closes: "17:00:00" },
      { dayOfWeek: "Sunday", opens: "10:00", closes: "14:00" },
    ],
  };
  expect(lines(data, "", "de")).toEqual([
    "Mühle: Am Wehr 1, 12345 Wehr",
    "Mühle: +49 30 901820",
    "Mühle: Montag–Mittwoch 09:00–17:00; Sonntag 10:00–14:00",
  ]);
});

test("an event tells when and where it is, a recipe what it takes and how it goes", () => {
  const place = { "@type": "Place", name: "Barn", address: "Mill Lane 1" };
  const concert = { "@type": "MusicEvent", name: "Concert", startDate: "2026-05-01T19:30:00+02:00", location: place };
  expect(lines(concert)).toEqual(["Concert: May 1, 2026 at 7:30 PM", "Concert: Barn, Mill Lane 1"]);
  const recipeInstructions = [
    { "@type": "HowToSection", itemListElement: [{ "@type": "HowToStep", text: "Mix." }, "Bake."] },
  ];
  const cake = {
    "@type": "Recipe",
    name: "Cake",
    totalTime: "PT1H30M",
    recipeIngredient: ["2 eggs"],
    recipeInstructions,
  };
  expect(lines(cake)).toEqual(["Cake", "1 hr 30 min", "- 2 eggs", "1. Mix.", "2. Bake."]);
});

test("things are found in arrays, graphs and lists, and in JSON that is nearly right", () => {
  const honey = { "@type": "https://schema.org/Product", name: "Honey", offers: { price: 7, priceCurrency: "EUR" } };
  const list = { "@type": "ItemList", itemListElement: [{ "@type": "ListItem", item: honey }] };
  for (const data of [[honey], { "@graph": [{ "@type": "WebPage", mainEntity: honey }] }, list]) {
    expect(lines(data)).toEqual(["Honey: 7 EUR"]);
  }
  expect(lines(`<!-- {"@type":"Product","name":"Ho\nney","offers":{"price":7,"priceCurrency":"EUR",}}; -->`)).toEqual([
    "Ho ney: 7 EUR",
  ]);
  expect(lines("{{ broken")).toEqual([]);
});

test("breadcrumbs and websites are not text, and nothing makes a page endless", () => {
  const crumbs = { "@type": "BreadcrumbList", itemListElement: [{ "@type": "ListItem", name: "Home" }] };
  expect(lines([crumbs, { "@type": "WebSite", name: "Inn" }])).toEqual([]);
  expect(lines(`${'{"@graph":['.repeat(5000)}${"]}".repeat(5000)}`)).toEqual([]);
});

test("microdata and RDFa tell what the page doesn't show", () => {
  const micro = `<div itemscope itemtype="https://schema.org/Product"><span itemprop=name>Honey</span>
    <meta itemprop=gtin13 content=4006381333931><div itemprop=offers itemscope itemtype="https://schema.org/Offer">
    <meta itemprop=price content=7><meta itemprop=priceCurrency content=EUR></div></div>`;
  const rdfa = `<div vocab="https://schema.org/" typeof="Product"><b property="name">Jam</b><span property="sku" content="J-1"></span></div>`;
  expect(lines("", micro).slice(1)).toEqual(["Honey: GTIN 4006381333931", "Honey: 7 EUR"]);
  expect(lines("", rdfa).slice(1)).toEqual(["Jam: SKU J-1"]);
});
