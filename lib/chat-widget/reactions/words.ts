import type { Locale } from "@/lib/chat-widget/i18n/locale";

/** That what the visitor thinks was not saved. */
const words: Record<Locale, string> = {
  en: "That was not saved. Try again.",
  es: "No se ha guardado. Inténtalo de nuevo.",
  "pt-BR": "Não foi salvo. Tente de novo.",
  de: "Das wurde nicht gespeichert. Versuchen Sie es noch einmal.",
  fr: "Ce n’est pas enregistré. Réessayez.",
  it: "Non è stato salvato. Riprova.",
  nl: "Dat is niet opgeslagen. Probeer het opnieuw.",
  pl: "Nie zapisano. Spróbuj ponownie.",
  ru: "Не сохранилось. Попробуйте ещё раз.",
  ar: "لم يُحفظ ذلك. حاول مرة أخرى.",
  zh: "未能保存，请重试。",
  ja: "保存できませんでした。もう一度お試しください。",
};

/** What the panel says where it was not saved; English for a language that isn't known. */
export const notSaved = (locale: string): string => words[locale as Locale] ?? words.en;
