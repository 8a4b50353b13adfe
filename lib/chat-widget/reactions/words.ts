import type { Locale } from "@/lib/chat-widget/i18n/locale";

/** What the panel says of what the visitor thinks of an answer. */
export type ReactionWords = Record<(typeof names)[number], string>;

const names = ["up", "down", "failed"] as const;

/** Each language's words, in the order of their names. */
const words: Record<Locale, string> = {
  en: "Helpful|Not helpful|That was not saved. Try again.",
  es: "Útil|No es útil|No se ha guardado. Inténtalo de nuevo.",
  "pt-BR": "Útil|Não foi útil|Não foi salvo. Tente de novo.",
  de: "Hilfreich|Nicht hilfreich|Das wurde nicht gespeichert. Versuchen Sie es noch einmal.",
  fr: "Utile|Pas utile|Ce n’est pas enregistré. Réessayez.",
  it: "Utile|Non utile|Non è stato salvato. Riprova.",
  nl: "Nuttig|Niet nuttig|Dat is niet opgeslagen. Probeer het opnieuw.",
  pl: "Pomocne|Niepomocne|Nie zapisano. Spróbuj ponownie.",
  ru: "Полезно|Не полезно|Не сохранилось. Попробуйте ещё раз.",
  ar: "مفيد|غير مفيد|لم يُحفظ ذلك. حاول مرة أخرى.",
  zh: "有帮助|没有帮助|未能保存，请重试。",
  ja: "役に立った|役に立たなかった|保存できませんでした。もう一度お試しください。",
};

/** The words of a language; English for one that isn't known. */
export function reactionWords(locale: string): ReactionWords {
  const known = (words[locale as Locale] ?? words.en).split("|");
  return Object.fromEntries(names.map((name, i) => [name, known[i]])) as ReactionWords;
}
