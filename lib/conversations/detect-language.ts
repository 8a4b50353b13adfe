import { eld } from "eld/extrasmall";

// Words that give a language away even in a message of two or three words.
const TELLTALES: Record<string, string> = {
  en: `the is are was do does did you your what when where which who how can could would i i'm my we our have has there
    this that of to for with and hello hi hey thanks thank please open price prices opening hours menu parking booking refund delivery need want`,
  es: `el los las una que qué cómo cuándo cuánto cuánta cuántos dónde cuál quién es son está están hay tiene tienen puedo
    puede pueden para por con y mi su sus hola gracias buenos buenas quiero necesito abierto precio
    precios horario horarios carta reserva alergias aparcamiento envío`,
  "pt-BR": `o os as um uma que quê como quando quanto quantos onde qual quem é são está estão há tem têm posso pode vocês
    você para com e meu minha não olá oi obrigado obrigada quero preciso preço
    preços horário horários cardápio estacionamento abrem`,
  de: `der die das den dem ein eine einen ist sind wann wie wo was wer welche kann können haben habe ich wir sie ihr mein
    meine und für mit gibt es nicht hallo danke bitte moin preise öffnungszeiten
    speisekarte parkplatz parkplätze anfahrt`,
  fr: `le la les un une des est sont quand comment où quel quelle qui que puis peut avez vous je nous mon ma et pour avec
    il y a du au bonjour merci salut voudrais combien ça
    horaires tarifs prix`,
  it: `il lo gli una è sono quando come dove quale chi che cosa posso può avete ho ha mio mia e per con del della c'è
    ciao grazie buongiorno vorrei quanto`,
  nl: `de het een is zijn wanneer hoe waar wat wie welke kan kunnen heeft hebben ik wij jullie mijn en voor met er niet
    bedankt`,
};

const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(TELLTALES)) {
  for (const word of words.split(/\s+/)) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

// Scripts that one language owns, or nearly so. Kana before Han, since Japanese has both.
const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Thai}/u, "th"],
  [/\p{Script=Hebrew}/u, "he"],
  [/\p{Script=Greek}/u, "el"],
];

const SHARED_SCRIPTS: [RegExp, string][] = [
  [/\p{Script=Cyrillic}/u, "ru"],
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Devanagari}/u, "hi"],
];

const TAGS: Record<string, string> = { pt: "pt-BR", ms: "id" };
/** So many characters tell a language as well as a whole page does. */
const TELLING = 500;
const SOME_WORDS = 4; // From here on n-grams are right more often than not,
const MANY_WORDS = 6; // and from here on better than single words.

/** The language of a message as a bcp47 tag; null when it is too short to tell. */
export function detectLanguage(text: string): string | null {
  const plain = text.slice(0, TELLING).replace(/https?:\/\/\S+|[\w.+-]+@[\w-]+\.[\w.]+/g, " ");
  const script = SCRIPTS.find(([letters]) => letters.test(plain));
  if (script) return script[1];
  const words = plain.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  const guess = byGrams(plain, words.length);
  const shared = SHARED_SCRIPTS.find(([letters]) => letters.test(plain));
  if (shared || words.length >= MANY_WORDS) return guess ?? shared?.[1] ?? null;
  return /[¿¡]/.test(plain) ? "es" : (byWords(words, plain) ?? guess);
}

function byGrams(text: string, words: number): string | null {
  if (words < SOME_WORDS) return null;
  const guess = eld.detect(text);
  return guess.isReliable() ? tagOf(guess.language) : null;
}

const tagOf = (language: string) => TAGS[language] ?? language;

/** The language whose telltale words are most; when several share the first place, the one that n-grams speak for. */
function byWords(words: string[], text: string): string | null {
  const votes = new Map<string, number>();
  for (const word of words) {
    for (const language of languagesOf.get(word.replace("’", "'")) ?? [])
      votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const most = Math.max(0, ...votes.values());
  const first = [...votes].filter(([, count]) => count === most).map(([language]) => language);
  if (first.length < 2) return first[0] ?? null;
  const nearest = tagOf(eld.detect(text).language);
  return first.find((language) => language === nearest) ?? null;
}
