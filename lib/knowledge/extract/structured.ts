import { type Block, clean } from "./blocks";
import { type Element, parseHtml, textOf } from "./dom";
import { type Thing, thingsOf } from "./schema-org";
import { availability, dates, duration, openingHours } from "./schema-values";

/** A line, and the heading it stands under if it has one. */
type Told = { heading?: string; lines: string[] };
type Fields = Record<string, unknown>;
type Writer = (of: Fields, language: string) => Told[];

/** What a page tells machines and not its readers, in words for them: nothing of it that `shown` says too. */
export function structuredBlocks(elements: Element[], shown: Block[], language: string | null): Block[] {
  const things = thingsOf(elements, (types) => writerOf(types) !== undefined);
  if (things.length === 0) return [];
  const seen = new Seen(shown.map(({ text }) => text).join("\n"));
  return things.flatMap((thing) => told(thing, language ?? "en")).flatMap((each) => blocksOf(each, seen));
}

const told = ({ types, of }: Thing, language: string): Told[] => writerOf(types)?.(of, language) ?? [];

/** A heading goes with the lines under it: both are told, or neither. */
function blocksOf({ heading = "", lines }: Told, seen: Seen): Block[] {
  const fresh = lines.map(clean).filter((line) => line && seen.isNew(line));
  if (fresh.length === 0) return [];
  const title = clean(heading);
  const headings = title ? [title] : [];
  const blocks = fresh.map((text) => ({ text, isHeading: false, headings }));
  return title ? [{ text: title, isHeading: true, headings }, ...blocks] : blocks;
}

/** What has been said, be it in other spacing or case. */
class Seen {
  private text: string;

  constructor(text: string) {
    this.text = bare(text);
  }

  has(line: string): boolean {
    return this.text.includes(bare(line));
  }

  /** Whether something is said for the first time. The parts of a line may have been said one by one. */
  isNew(line: string): boolean {
    const isOld = this.has(line) || line.split(/: |; /).every((part) => this.has(part));
    this.text += `\n${bare(line)}`;
    return !isOld;
  }
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}\n]+/gu, "");

const listOf = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat());
const isThing = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const thingsIn = (value: unknown): Fields[] => listOf(value).filter(isThing);
const glued = (parts: (string | false)[], glue: string) => parts.filter(Boolean).join(glue);

/** A value as text: names and values of things, lists with commas. Descriptions are often written as HTML. */
function text(value: unknown): string {
  if (Array.isArray(value)) return glued(value.map(text), ", ");
  if (isThing(value)) return text(value.name ?? value["@value"] ?? value.text ?? "");
  if (typeof value !== "string" && typeof value !== "number") return "";
  const plain = String(value);
  return clean(
    /<[a-z/!]|&[a-z#]/i.test(plain) ? textOf(parseHtml(plain.replace(/<(?:br|\/p|\/li|\/div)/gi, " $&"))) : plain,
  );
}

const faq: Writer = ({ mainEntity }) =>
  thingsIn(mainEntity).flatMap((question) => {
    const answers = [...thingsIn(question.acceptedAnswer), ...thingsIn(question.suggestedAnswer).slice(0, 1)];
    const answer = glued(
      answers.slice(0, 1).map(({ text: said }) => text(said)),
      " ",
    );
    return answer ? [{ heading: text(question.name ?? question.text), lines: [answer] }] : [];
  });

const product: Writer = (of, language) => {
  const name = text(of.name);
  const codes = ["gtin", "gtin13", "gtin14", "gtin12", "gtin8", "isbn"].map((key) => text(of[key])).find(Boolean);
  const facts = glued(
    [
      text(of.brand),
      text(of.model),
      text(of.sku) && `SKU ${text(of.sku)}`,
      text(of.mpn) && `MPN ${text(of.mpn)}`,
      codes ? `GTIN ${codes}` : "",
    ],
    "; ",
  );
  const lines = [
    ...[text(of.description), facts, ...offersOf(of.offers)].filter(Boolean).map((line) => named(name, line)),
  ];
  const variants = thingsIn(of.hasVariant).flatMap((variant) => product({ name, ...variant }, language));
  return [{ lines: lines.length > 0 ? lines : [name] }, ...variants];
};

const named = (name: string, line: string) => (name ? `${name}: ${line}` : line);

const offersOf = (offers: unknown): string[] =>
  thingsIn(offers).flatMap((offer) => {
    const inner = offersOf(offer.offers);
    if (inner.length > 0) return inner;
    const stock = availability(text(offer.availability));
    const line = glued([priceOf(offer), stock && `(${stock})`], " ");
    return line ? [glued([text(offer.name), line], " ")] : [];
  });

function priceOf(offer: Fields): string {
  const specified = thingsIn(offer.priceSpecification)[0] ?? {};
  const [low, high] = [text(offer.lowPrice), text(offer.highPrice)];
  const price = text(offer.price ?? specified.price) || glued([low, high !== low && high], "–");
  return price && glued([price, text(offer.priceCurrency ?? specified.priceCurrency)], " ");
}

const business: Writer = (of, language) => {
  const name = text(of.name);
  const addresses = listOf(of.address).map(addressOf);
  const contacts = [of, ...thingsIn(of.contactPoint)].flatMap(({ telephone, email }) => [text(telephone), text(email)]);
  const hours = [
    ...openingHours(thingsIn(of.openingHoursSpecification), language),
    ...listOf(of.openingHours).map(text),
  ];
  const facts = [text(of.description), ...addresses, glued([...new Set(contacts)], "; "), glued(hours, "; ")];
  const more = glued([text(of.servesCuisine), text(of.priceRange)], "; ");
  return [{ lines: [...facts, more].filter(Boolean).map((fact) => named(name, fact)) }];
};

function addressOf(address: unknown): string {
  if (!isThing(address)) return text(address);
  const city = glued([text(address.postalCode), text(address.addressLocality)], " ");
  return glued([text(address.streetAddress), city, text(address.addressRegion), text(address.addressCountry)], ", ");
}

const event: Writer = (of, language) => {
  const places = thingsIn(of.location).map((place) => glued([text(place.name), addressOf(place.address)], ", "));
  const facts = [
    dates(text(of.startDate), text(of.endDate), language),
    ...places,
    ...offersOf(of.offers),
    text(of.description),
  ];
  return [{ lines: facts.filter(Boolean).map((fact) => named(text(of.name), fact)) }];
};

const recipe: Writer = (of, language) => {
  const times = [of.totalTime ?? of.cookTime, of.prepTime].map((time) => duration(text(time), language)).find(Boolean);
  const lines = [text(of.description), glued([text(of.recipeYield ?? of.yield), times ?? ""], "; ")];
  const needed = [...listOf(of.recipeIngredient), ...listOf(of.supply), ...listOf(of.tool)].map(
    (item) => `- ${text(item)}`,
  );
  const steps = stepsOf(of.recipeInstructions ?? of.step).map((step, index) => `${index + 1}. ${step}`);
  return [{ heading: text(of.name), lines: [...lines, ...needed, ...steps] }];
};

/** Steps may be one text, a list, or lists in sections. */
function stepsOf(value: unknown): string[] {
  return listOf(value).flatMap((step) => {
    if (!isThing(step)) return text(step) ? [text(step)] : [];
    const inner = stepsOf(step.itemListElement ?? step.steps);
    const own = text(step.text);
    const name = text(step.name);
    if (inner.length > 0) return inner;
    return own && name && !own.startsWith(name) ? [`${name}: ${own}`] : [own || name].filter(Boolean);
  });
}

const article: Writer = (of) => [{ lines: [text(of.articleBody)] }];

const WRITERS: [RegExp, Writer][] = [
  [/^(?:FAQPage|QAPage)$/, faq],
  [/^(?:Product|ProductGroup|IndividualProduct|ProductModel|Vehicle|Car|Book|SoftwareApplication|Service)$/, product],
  [/Event$|^(?:Festival|Hackathon)$/, event],
  [/^(?:Recipe|HowTo)$/, recipe],
  [/Article$|^(?:BlogPosting|Report)$/, article],
  [
    /Organization$|Business$|^(?:Corporation|Restaurant|Store|Hotel|Place|Bakery|Brewery|Winery|Bar\w*|Cafe\w*|FastFoodRestaurant|Dentist|Physician|Hospital|Pharmacy|Library|Museum|Motel|Hostel|Resort|BedAndBreakfast|Campground|HairSalon|BeautySalon|DaySpa|NailSalon|Gym|HealthClub|AutoRepair|AutoDealer|Attorney|Notary|Electrician|Plumber|School|Preschool|ChildCare|TouristAttraction|TravelAgency|EventVenue|\w+(?:Store|Shop|Service|Agency|Clinic|Venue))$/,
    business,
  ],
];

/** A breadcrumb or a website says nothing that isn't said better elsewhere. */
const writerOf = (types: string[]): Writer | undefined =>
  WRITERS.find(([pattern]) => types.some((type) => pattern.test(type)))?.[1];
