import { type CheerioAPI, load } from "cheerio";
import { z } from "zod";
import { type Block, clean } from "./blocks";

const Type = z.union([z.string(), z.array(z.string())]).transform((type) => [type].flat());
const Text = z.union([z.string(), z.number()]).transform(String).catch("");
const list = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])]).catch([]);

const Question = z.object({ name: Text, acceptedAnswer: list(z.object({ text: Text })) });
const Faq = z.object({ mainEntity: list(Question) });
const Offer = z.object({ price: Text, lowPrice: Text, priceCurrency: Text, availability: Text });
const Product = z.object({ name: Text, description: Text, offers: list(Offer) });
const Thing = z.looseObject({ "@type": Type });
const Graph = z.object({ "@graph": z.array(z.unknown()) });

/** The questions and products that a page tells machines of, in the words it has for them; not what `shown` says too. */
export function structuredBlocks($: CheerioAPI, shown: Block[]): Block[] {
  const text = clean(shown.map((block) => block.text).join(" "));
  const things = $("script[type='application/ld+json']")
    .get()
    .flatMap((script) => thingsOf(parsed($(script).text())));
  return things
    .flatMap((thing) => [...questions(thing), ...products(thing)])
    .filter((block) => !text.includes(block.text));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function thingsOf(value: unknown): z.output<typeof Thing>[] {
  if (Array.isArray(value)) return value.flatMap(thingsOf);
  const graph = Graph.safeParse(value);
  if (graph.success) return graph.data["@graph"].flatMap(thingsOf);
  const thing = Thing.safeParse(value);
  return thing.success ? [thing.data] : [];
}

function questions(thing: z.output<typeof Thing>): Block[] {
  if (!thing["@type"].includes("FAQPage")) return [];
  const { mainEntity } = Faq.parse(thing);
  return mainEntity.flatMap(({ name, acceptedAnswer }) => {
    const [question, answer] = [plain(name), plain(acceptedAnswer.map(({ text }) => text).join(" "))];
    if (!question || !answer) return [];
    return [
      { text: question, isHeading: true, headings: [question] },
      { text: answer, isHeading: false, headings: [question] },
    ];
  });
}

function products(thing: z.output<typeof Thing>): Block[] {
  if (!thing["@type"].includes("Product")) return [];
  const { name, description, offers } = Product.parse(thing);
  const parts = [name, description].map(plain).filter(Boolean);
  const prices = offers.map(({ price, lowPrice, priceCurrency, availability }) => {
    const stock = availability.split("/").at(-1) ?? "";
    return [price || lowPrice, priceCurrency, stock && `(${stock})`].filter(Boolean).join(" ");
  });
  const lines = [parts.join(": "), ...prices.filter(Boolean).map((price) => `${plain(name)}: ${price}`)];
  return lines.filter(Boolean).map((text) => ({ text, isHeading: false, headings: [] }));
}

/** Descriptions are often written as HTML. */
const plain = (html: string) => clean(html.includes("<") ? load(html).text() : html);
