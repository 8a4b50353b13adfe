import { isEnglish } from "@/scripts/stack/model/language";
import { type Term, termsOf } from "./terms";

/** What an answer must contain to be one. */
export type Wanted = "price" | "time" | "phone" | "email" | "number" | null;

export type Question = { text: string; isEnglish: boolean; terms: Term[]; wanted: Wanted };

const MARKERS: [Exclude<Wanted, null>, RegExp][] = [
  ["email", /\be-?mail|correo electr|courriel|邮箱|البريد|почт/i],
  ["phone", /\b(?:phone|telephone|call you|tel[eé]fono|telefone|telefonnummer|téléphone)|телефон|电话|هاتف/i],
  [
    "price",
    /\bhow much (?:is|are|does|do|for|would|will|to)\b|\b(?:price|cost|fee)s?\b|cu[aá]nto (?:cuesta|vale|sale|es|cobran)|precio|quanto (?:custa|[eé])|pre[cç]o|\bprezzo|quanto costa|was kostet|wie ?viel kostet|wie teuer|preis|kosten\b|combien (?:co[uû]te|ça)|\bprix\b|сколько стоит|цена|كم (?:سعر|يكلف|تكلف|ثمن)|سعر|多少钱|价格/i,
  ],
  [
    "time",
    /\bwhat time\b|\bopening (?:hours|times)\b|\bwhen do(?:es)? .*(?:open|close)|\b(?:until|till) what time|qu[eé] hora|horario|que horas|hor[aá]rio|um wie ?viel uhr|wann (?:öffn|schlie|haben|hat|ist|macht)|öffnungszeit|quelle heure|horaires|che ora|orari|во сколько|часы работы|几点|营业时间|ساعات|أي ساعة/i,
  ],
  [
    "number",
    /\bhow (?:many|long|far|old|big|large|often|soon|late|early)\b|cu[aá]nt[oa]s|quant[oa]s|wie ?viele|wie (?:lange|viel|groß|weit|alt|oft)|combien|quant[ie]\b|сколько|كم|多少|多久|多大|几个/i,
  ],
];

const MIN_TERMS = 2;
const FOLLOW_UP = /^(?:and|what about|how about|y|¿y|e|und|et|а|و|那)\b|^那/iu;

/** What is asked. A question too short to stand alone borrows the words of the one before. */
export function readQuestion(text: string, before: string | undefined): Question {
  const own = understand(text);
  const needsMore = own.terms.length < MIN_TERMS || FOLLOW_UP.test(text.trim());
  if (!before || !needsMore || own.terms.length > 4) return own;
  const earlier = understand(before);
  const extra = earlier.terms.filter(({ stem }) => !own.terms.some((term) => term.stem === stem));
  return {
    text: `${before} ${text}`,
    isEnglish: own.isEnglish || earlier.isEnglish,
    terms: [...own.terms, ...extra.map((term) => ({ ...term, weight: term.weight * 0.6 }))],
    wanted: own.wanted ?? earlier.wanted,
  };
}

function understand(text: string): Question {
  const english = isEnglish(text);
  const terms = termsOf(text, english);
  const unique = terms.filter(({ stem }, index) => terms.findIndex((term) => term.stem === stem) === index);
  return {
    text,
    isEnglish: english,
    terms: unique,
    wanted: MARKERS.find(([, marker]) => marker.test(text))?.[0] ?? null,
  };
}

const EVIDENCE: Record<Exclude<Wanted, null>, RegExp> = {
  price:
    /[€$£¥₽]\s?\d|\d\s?(?:[€$£¥₽%]|eur\b|euros?\b|usd\b|dollars?\b|pounds?\b|reais\b|руб|元)|R\$|\b(?:free|complimentary|included|gratis|gratuit\w*|incluid\w*|kostenlos\w*|inbegriffen)\b|免费|бесплатн|مجان/i,
  time: /\d{1,2}[:.h]\d{2}|\b\d{1,2}\s?(?:[ap]\.?m\.?\b|uhr|h\b)|\b(?:noon|midnight|24 hours|24\/7|closed|cerrad\w*|geschlossen|fechad\w*|fermé\w*|chius\w*)\b|点|закрыт|مغلق/i,
  phone: /\+?\d[\d\s().-]{6,}\d/,
  email: /[\w.+-]+@[\w-]+\.[\w.]+/,
  number:
    /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|thousand|half|dozen|once|twice|no|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|ein\w*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|dois|duas|três|quatro)\b|[一二三四五六七八九十两百千]|[٠-٩]|(?:дв|три|четыр|пят|шест|сем|восем|девят|десят)/i,
};

/** Whether a text has what the question asks for; a question that asks for nothing particular is content with any. */
export function hasWanted(text: string, wanted: Wanted): boolean {
  return wanted === null || EVIDENCE[wanted].test(text);
}
