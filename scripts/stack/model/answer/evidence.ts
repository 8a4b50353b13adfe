/** What an answer must contain to be one. */
export type Wanted = "person" | "duration" | "price" | "time" | "date" | "phone" | "email" | "number";

type Kind = {
  /** How a question asks for it, in each language. */
  asks: RegExp;
  /** What a text that tells it has. */
  tells: RegExp;
  /** The meanings of the asking words themselves, which an answer need not repeat. */
  concepts: string[];
};

const kinds: Record<Wanted, Kind> = {
  email: {
    asks: /\be-?mail|correo electr|courriel|邮箱|البريد الا?إ?لكتروني|почт/i,
    tells: /[\w.+-]+@[\w-]+\.[\w.]+/,
    concepts: ["email", "address"],
  },
  phone: {
    asks: /\b(?:phone|telephone)\b|\bcall you\b|tel[eé]fono|\btelefone\b|telefonnummer|téléphone|телефон|电话|هاتف/i,
    tells: /\+?\d[\d\s().-]{6,}\d/,
    concepts: ["phone", "digits"],
  },
  price: {
    asks: /\bhow much (?:is|are|does|do|for|would|will|to)\b|\b(?:price|cost|fee)s?\b|cu[aá]nto (?:cuesta|vale|sale|es|cobran)|precios?\b|quanto (?:custa|[eé])\b|pre[cç]os?\b|\bprezz[oi]\b|quanto costa|was kostet|wie ?viel kostet|wie teuer|preise?\b|\bkosten\b|combien (?:co[uû]te|ça)|\b(?:prix|tarifs?)\b|сколько сто|\bцен[аы]|(?:كم|ما) (?:سعر|يكلف|تكلف|ثمن|هو سعر)|سعر|多少钱|价格/i,
    tells:
      /[€$£¥₽]\s?\d|\d\s?(?:[€$£¥₽%]|eur\b|euros?\b|usd\b|dollars?\b|pounds?\b|reais\b|руб|元|欧元)|R\$|\b(?:free|complimentary|included|gratis|gratuit\w*|inclui\w*|kostenlos\w*|kostenfrei\w*|inbegriffen|frei)\b|免费|бесплатн|مجان|يورو/i,
    concepts: ["price"],
  },
  time: {
    asks: /\bwhat time\b|\bopening (?:hours|times)\b|\bwhen (?:do|does|are|is) .*\b(?:open|closed?)\b|\b(?:until|till) (?:what time|when)\b|qu[eé] hora|horarios?\b|cu[aá]ndo (?:abr|cierr)|que horas|hor[aá]rios?\b|um wie ?viel uhr|wann .*(?:öffn|offen|schlie|geschlossen)|öffnungszeit|quelle heure|horaires|che ora|\borari\b|во сколько|часы работы|几点|营业时间|ساعات|أي ساعة/i,
    tells:
      /\d{1,2}[:.h]\d{2}|\b\d{1,2}\s?(?:[ap]\.?m\.?\b|uhr|h\b)|\b(?:noon|midnight|24 hours|24\/7|closed|cerrad\w*|geschlossen|fechad\w*|fermé\w*|chius\w*)\b|点|закрыт|مغلق/i,
    concepts: ["time", "open"],
  },
  date: {
    asks: /^(?:and )?when\b|\bwhat (?:date|day|year)\b|cu[aá]ndo|qu[eé] (?:d[ií]a|fecha|año)|quando|\bwann\b|welche[sm] (?:tag|datum|jahr)|\bquand\b|когда|в каком году|متى|什么时候|何时|哪一?年/i,
    tells:
      /\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|daily|always|never|tomorrow)\b|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|\b(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|[一二三四五六七八九十]|понедельник|вторник|сред|четверг|пятниц|суббот|воскресен|январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|[٠-٩]/i,
    concepts: ["time"],
  },
  person: {
    asks: /^(?:and )?who(?:'s|’s)?\b|qui[eé]n|\bquem\b|\bwer\b|\bqui\b|^chi\b|\bкто\b|谁|من (?:هو|هي|الذي)/i,
    tells: /(?<=[\p{Ll}\d,“"«] )\p{Lu}\p{Ll}|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}|\p{Lo}/u, // A name; Arabic and Han have no capitals.
    concepts: [],
  },
  duration: {
    asks: /\bhow (?:long|soon)\b|cu[aá]nto (?:tiempo|tarda|dura|se tarda)|quanto tempo|quanto (?:dura|demora|leva|ci)|\bwie ?lange\b|combien de temps|сколько (?:времени|длится|занимает)|كم (?:من الوقت|يستغرق|تستغرق|المده|المدة)|多久|多长时间/i,
    tells:
      /(?:minut|hour|day|week|month|year|d[ií]a|semana|m[eê]s|a[nñ]o|hora|stunde|tag|woche|monat|jahr|heure|jour|semaine|mois|\ban\b|\bans\b|giorn|settiman|mes[ei]|ann[oi]\b|\bore\b|минут|час|дн[яе]|день|недел|месяц|год|лет\b|دقيق|ساع|يوم|ايام|أيام|اسبوع|أسبوع|شهر|سن[هة]|分钟|小时|天|周|月|年|\d\s?(?:h|min|km|cm|m)\b|immediately|same day|while you wait|sofort|no limit|lifetime)/i,
    concepts: ["duration"],
  },
  number: {
    asks: /\bhow (?:many|far|old|big|large|tall|often|late|early)\b|cu[aá]nt[oa]s|quant[oa]s|wie ?viele|wie (?:weit|groß|alt|oft|hoch)\b|combien|quant[ie]\b|сколько|(?<!\p{L})كم(?!\p{L})|多少|多大|多远|几个/iu,
    tells:
      /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|once|twice|no limit|unlimited|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|mitad|ein\w*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|hälfte|dois|duas|três|quatro)\b|[一二三四五六七八九十两百千]|[٠-٩]|(?:дв[ае]|три|четыр|пят|шест|сем|восем|девят|десят)/i,
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
