import { detectLanguage } from "./detect-language";

export type LanguageMode = "single" | "auto" | "allowed";

type Plan = "basic" | "premium";

type Turn = {
  plan: Plan;
  /** What the customer chose; a basic plan overrules it. */
  mode: LanguageMode;
  defaultLanguage: string;
  allowedLanguages: readonly string[];
  /** What an earlier turn of the session settled on. */
  sessionLanguage: string | null;
  /** What the visitor picked by hand. */
  override: string | null;
  message: string;
};

type Decision = {
  language: string;
  languageMode: LanguageMode;
  /** What the session keeps for its later turns; null while nothing is settled. */
  sessionLanguage: string | null;
};

/** The mode that a plan grants: several languages are part of premium. */
export function languageModeOf(plan: Plan, mode: LanguageMode): LanguageMode {
  return plan === "basic" ? "single" : mode;
}

/** The language of the next answer, and what the session remembers of it. */
export function decideLanguage({ plan, mode, ...turn }: Turn): Decision {
  const languageMode = languageModeOf(plan, mode);
  if (languageMode === "single") return { language: turn.defaultLanguage, languageMode, sessionLanguage: null };
  const inList = (tag: string | null) => (tag ? findTag(turn.allowedLanguages, tag) : null);
  const accept = languageMode === "allowed" ? inList : (tag: string | null) => canonical(tag, turn.allowedLanguages);
  const settled = accept(turn.override) ?? accept(turn.sessionLanguage) ?? accept(detectLanguage(turn.message));
  return { language: settled ?? turn.defaultLanguage, languageMode, sessionLanguage: settled };
}

/** The list's own spelling of a language: "pt" and "pt-PT" find "pt-BR" when the list has no nearer one. */
function findTag(list: readonly string[], tag: string): string | null {
  const wanted = tag.toLowerCase();
  const [language] = wanted.split("-");
  return (
    list.find((entry) => entry.toLowerCase() === wanted) ??
    list.find((entry) => entry.toLowerCase().split("-")[0] === language) ??
    null
  );
}

function canonical(tag: string | null, preferred: readonly string[]): string | null {
  if (!tag) return null;
  const [known] = supportedTag(tag);
  return known ? (findTag(preferred, known) ?? known) : null;
}

function supportedTag(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return []; // Not a language tag at all.
  }
}
