/** The languages that the widget's own words exist in. */
const LOCALES = ["en", "es", "pt-BR", "de", "fr", "it", "nl", "pl", "ru", "ar", "zh", "ja"] as const;

export type Locale = (typeof LOCALES)[number];

/** The widget's locale for a language tag, if it speaks that language. */
export function localeOf(tag: string): Locale | undefined {
  const primary = (value: string) => value.toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => primary(locale) === primary(tag));
}

/** The language before the server has been asked: what the visitor chose, else the page's, else the browser's. */
export function guessLocale(chosen: string | null): Locale {
  const wishes = [chosen ?? "", document.documentElement.lang, ...navigator.languages];
  for (const wish of wishes) {
    const locale = localeOf(wish);
    if (locale) return locale;
  }
  return "en";
}
