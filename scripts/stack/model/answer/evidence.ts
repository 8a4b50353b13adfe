/** What an answer must contain to be one. */
export type Wanted = "email" | "phone" | "price" | "time" | "date" | "person" | "duration" | "number";

type Kind = {
  /** How a question asks for it, a line a language or two. */
  asks: RegExp;
  /** What a text that tells it has. */
  tells: RegExp;
  /** The meanings of the asking words themselves, which an answer need not repeat. */
  concepts: string[];
};

const oneOf = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => source).join("|"), "iu");

/** In order: a question that asks in two ways is of the first kind. */
const kinds: Record<Wanted, Kind> = {
  email: {
    asks: /\be-?mail|correo electr|courriel|邮箱|البريد ال[اإ]لكتروني|почт/iu,
    tells: /[\w.+-]+@[\w-]+\.[\w.]+/,
    concepts: ["email", "address"],
  },
  phone: {
    asks: /\b(?:tele)?phone\b|\bcall you\b|tel[eé]fono|\btelefone\b|telefonnummer|téléphone|телефон|电话|هاتف/iu,
    tells: /\+?\d[\d\s().-]{6,}\d/,
    concepts: ["phone", "digits"],
  },
  price: {
    asks: oneOf(
      /\bhow much (?:is|are|does|do|for|would|will|to)\b|\b(?:price|cost|fee)s?\b/,
      /cu[aá]nto (?:cuesta|vale|sale|es|cobran)|precios?\b|quanto (?:custa|costa|[eé]\b)|pre[cç]os?\b|prezz[oi]\b/,
      /was kostet|wie ?viel kostet|wie teuer|preise?\b|\bkosten\b|combien (?:co[uû]te|ça)|\b(?:prix|tarifs?)\b/,
      /сколько сто|цен[аы]|(?:كم|ما) (?:يكلف|تكلف|ثمن)|سعر|多少钱|价格/,
    ),
    tells: oneOf(
      /[€$£¥₽]\s?\d|\d\s?(?:[€$£¥₽%]|eur\b|euros?\b|usd\b|dollars?\b|pounds?\b|reais\b|руб|元|欧元|يورو)|R\$/,
      /\b(?:free|complimentary|included|gratis|gratuit\w*|inclui\w*|kostenlos\w*|kostenfrei\w*|inbegriffen|frei)\b/,
      /免费|бесплатн|مجان/,
    ),
    concepts: ["price"],
  },
  time: {
    asks: oneOf(
      /\bwhat time\b|\bopening (?:hours|times)\b|\bwhen (?:do|does|are|is) .*\b(?:open|closed?)\b|\b(?:un)?till? (?:what time|when)\b/,
      /qu[eé] hora|cu[aá]ndo (?:abr|cierr)|que horas|hor[aá]rios?\b|quelle heure|horaires|che ora|\borari\b/,
      /um wie ?viel uhr|wann .*(?:öffn|offen|schlie|geschlossen)|öffnungszeit/,
      /во сколько|часы работы|几点|营业时间|ساعات|أي ساعة/,
    ),
    tells: oneOf(
      /\d{1,2}[:.h]\d{2}|\b\d{1,2}\s?(?:[ap]\.?m\.?\b|uhr|h\b)|\b(?:noon|midnight|24 hours|24\/7)\b|点/,
      /\b(?:closed|cerrad\w*|geschlossen|fechad\w*|fermé\w*|chius\w*)\b|закрыт|مغلق/,
    ),
    concepts: ["time", "open"],
  },
  date: {
    asks: oneOf(
      /^(?:and )?when\b|\bwhat (?:date|day|year)\b|cu[aá]ndo|qu[eé] (?:d[ií]a|fecha|año)|quando/,
      /\bwann\b|welche[sm] (?:tag|datum|jahr)|\bquand\b|когда|в каком году|متى|什么时候|何时|哪一?年/,
    ),
    tells: oneOf(
      /\d|[٠-٩]|[一二三四五六七八九十]/,
      /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch/,
      /\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/,
      /\b(?:spring|summer|autumn|winter|daily|always|never|tomorrow)\b/,
      /lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo/,
      /enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre/,
      /понедельник|вторник|сред|четверг|пятниц|суббот|воскресен/,
      /январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр/,
    ),
    concepts: ["time"],
  },
  person: {
    asks: /^(?:and )?who(?:'s|’s)?\b|qui[eé]n|\bquem\b|\bwer\b|\bqui\b|^chi\b|(?<!\p{L})кто(?!\p{L})|谁|من (?:هو|هي|الذي)/iu,
    tells: /(?<=[\p{Ll}\d,“"«] )\p{Lu}\p{Ll}|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}|\p{Lo}/u, // A name; Arabic and Han have no capitals.
    concepts: [],
  },
  duration: {
    asks: oneOf(
      /\bhow (?:long|soon)\b|cu[aá]nto (?:tiempo|tarda|dura|se tarda)|quanto (?:tempo|dura|demora|leva|ci)/,
      /\bwie ?lange\b|combien de temps|сколько (?:времени|длится|занимает)/,
      /كم (?:من الوقت|يستغرق|تستغرق|المدة)|多久|多长时间/,
    ),
    tells: oneOf(
      /minut|hour|day|week|month|year|\d\s?(?:h|min|km|cm|m)\b|immediately|while you wait|no limit|lifetime/,
      /d[ií]a|semana|m[eê]s|a[nñ]o|hora|heure|jour|semaine|mois|\bans?\b|giorn|settiman|mes[ei]|ann[oi]\b|\bore\b/,
      /stunde|tag|woche|monat|jahr|sofort|минут|час|дн[яе]|день|недел|месяц|год|лет/,
      /دقيق|ساع|يوم|أيام|[اأ]سبوع|شهر|سن[هة]|分钟|小时|天|周|月|年/,
    ),
    concepts: ["duration"],
  },
  number: {
    asks: oneOf(
      /\bhow (?:many|far|old|big|large|tall|often|late|early)\b|cu[aá]nt[oa]s|quant[oaie]s?\b|combien/,
      /wie ?viele|wie (?:weit|groß|alt|oft|hoch)\b|сколько|(?<!\p{L})كم(?!\p{L})|多少|多大|多远|几个/u,
    ),
    tells: oneOf(
      /\d|[٠-٩]|[一二三四五六七八九十两百千]/,
      /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|sixty)\b/,
      /\b(?:ninety|hundred|thousand|million|half|once|twice|no limit|unlimited)\b/,
      /\b(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|mitad|dois|duas|três|quatro)\b/,
      /\b(?:ein\w*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|hälfte)\b/,
      /дв[ае]|три|четыр|пят|шест|сем|восем|девят|десят/,
    ),
    concepts: [],
  },
};

/** What a question asks for, if it asks for something particular. */
export function wantedBy(question: string): Wanted | null {
  return (Object.keys(kinds) as Wanted[]).find((wanted) => kinds[wanted].asks.test(question)) ?? null;
}

/** Whether a text has what is asked for. */
export function tells(text: string, wanted: Wanted | null): boolean {
  return wanted === null || kinds[wanted].tells.test(text);
}

/** Whether a meaning only asks, so that an answer need not repeat it. */
export function isAskedBy(concept: string, wanted: Wanted | null): boolean {
  return wanted !== null && kinds[wanted].concepts.includes(concept);
}
