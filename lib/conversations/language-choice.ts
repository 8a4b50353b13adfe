import type { Language } from "@/lib/accounts/schema";
import { decideLanguage } from "./language";
import type { LanguageChoice } from "./schema";
import type { SessionData } from "./session";
import type { Settings } from "./settings";

type Asked = { message?: string; override?: string | null | undefined };

/**
 * The language of the next answer by the customer's plan and settings, what the session settled on, what the visitor
 * picked and what they wrote. `metadata` is what the session keeps of it.
 */
export function chooseFor(settings: Settings, { metadata }: SessionData, { message = "", override }: Asked = {}) {
  const { plan, config } = settings;
  const decide = (picked: string | null) =>
    decideLanguage({
      plan,
      mode: config.languageMode,
      defaultLanguage: config.defaultLanguage,
      allowedLanguages: config.allowedLanguages,
      sessionLanguage: metadata.language ?? null,
      override: picked,
      message,
    });
  const before = decide(metadata.preferredLanguage ?? null);
  const { language, languageMode, sessionLanguage } = override ? decide(override) : before;
  const isPicked = Boolean(override) && sameLanguage(language, override ?? "");
  const preferredLanguage = isPicked ? language : metadata.preferredLanguage;
  return {
    choice: { language, languageMode, allowedLanguages: allowed(settings, languageMode) } satisfies LanguageChoice,
    languageChanged: language !== before.language,
    isPicked,
    metadata: {
      ...(sessionLanguage && { language: sessionLanguage }),
      ...(preferredLanguage && { preferredLanguage }),
    },
  };
}

const allowed = ({ config }: Settings, mode: LanguageChoice["languageMode"]): Language[] =>
  mode === "single" ? [config.defaultLanguage] : config.allowedLanguages;

const sameLanguage = (one: string, other: string) =>
  one.split("-")[0]?.toLowerCase() === other.split("-")[0]?.toLowerCase();
