import { describe, expect, test } from "vitest";
import { detectLanguage } from "./detect-language";
import { decideLanguage } from "./language";

const turn = {
  plan: "premium",
  mode: "auto",
  defaultLanguage: "en",
  allowedLanguages: ["en", "pt-BR", "es"],
  sessionLanguage: null,
  override: null,
  message: "¿A qué hora abren los domingos?",
} as const;

describe("detectLanguage", () => {
  test.each([
    ["en", "Do you have vegan options?"],
    ["en", "hi"],
    ["es", "Hola"],
    ["es", "quiero reservar una mesa"],
    ["pt-BR", "Vocês têm estacionamento?"],
    ["de", "Gibt es Parkplätze?"],
    ["fr", "Quels sont vos horaires ?"],
    ["it", "A che ora aprite?"],
    ["ru", "Сколько стоит аренда зала?"],
    ["ar", "ما هي ساعات العمل؟"],
    ["zh", "几点开门？"],
    ["ja", "営業時間は何時ですか？"],
    ["ko", "주차장이 있나요?"],
    ["th", "เปิดกี่โมง"],
    ["pl", "Czy w niedzielę restauracja jest otwarta?"],
  ])("says %s for “%s”", (language, message) => {
    expect(detectLanguage(message)).toBe(language);
  });

  test.each(["ok", "12", "🙂", "", "Weir Hall", "https://example.com/horarios"])(
    "doesn't guess for “%s”",
    (message) => {
      expect(detectLanguage(message)).toBeNull();
    },
  );
});

describe("decideLanguage", () => {
  test("SESS-120 SESS-124 a basic plan forces the default language, whatever mode is stored", () => {
    for (const mode of ["single", "auto", "allowed"] as const) {
      const decided = decideLanguage({ ...turn, plan: "basic", mode, override: "es" });
      expect(decided).toEqual({ language: "en", languageMode: "single", sessionLanguage: null });
    }
  });

  test("SESS-122 SESS-124 a premium plan may have any mode", () => {
    for (const mode of ["single", "auto", "allowed"] as const) {
      expect(decideLanguage({ ...turn, mode }).languageMode).toBe(mode);
    }
  });

  test("SESS-125 single: always the default language, detection is off and an override is ignored", () => {
    const single = { ...turn, mode: "single", defaultLanguage: "pt-BR" } as const;
    expect(decideLanguage(single).language).toBe("pt-BR");
    expect(decideLanguage({ ...single, override: "es" }).language).toBe("pt-BR");
    expect(decideLanguage({ ...single, sessionLanguage: "es" }).language).toBe("pt-BR");
  });

  test("SESS-101 SESS-125 auto: the first message decides, and the session keeps it", () => {
    const first = decideLanguage(turn);
    expect(first).toEqual({ language: "es", languageMode: "auto", sessionLanguage: "es" });
    const second = decideLanguage({
      ...turn,
      sessionLanguage: first.sessionLanguage,
      message: "And how much is parking?",
    });
    expect(second).toEqual(first);
  });

  test("SESS-125 auto: a message that can't be told leaves the session open for the next", () => {
    expect(decideLanguage({ ...turn, message: "ok" })).toEqual({
      language: "en",
      languageMode: "auto",
      sessionLanguage: null,
    });
  });

  test("SESS-112 SESS-125 auto: an override wins over detection and session, and stays", () => {
    const picked = decideLanguage({ ...turn, sessionLanguage: "es", override: "de" });
    expect(picked).toEqual({ language: "de", languageMode: "auto", sessionLanguage: "de" });
    expect(decideLanguage({ ...turn, override: "not a language" }).language).toBe("es");
  });

  test("SESS-125 allowed: a detected language outside the list falls back to the default", () => {
    const allowed = { ...turn, mode: "allowed" } as const;
    expect(decideLanguage(allowed).language).toBe("es");
    expect(decideLanguage({ ...allowed, message: "Wann ist das Restaurant geöffnet?" })).toEqual({
      language: "en",
      languageMode: "allowed",
      sessionLanguage: null,
    });
  });

  test("SESS-125 allowed: an override counts only if it is in the list", () => {
    const allowed = { ...turn, mode: "allowed" } as const;
    expect(decideLanguage({ ...allowed, override: "pt-BR" }).language).toBe("pt-BR");
    expect(decideLanguage({ ...allowed, override: "de" }).language).toBe("es");
    expect(decideLanguage({ ...allowed, override: "de", sessionLanguage: "pt-BR" }).language).toBe("pt-BR");
  });

  test("SESS-125 a tag finds the list's own spelling of its language", () => {
    expect(decideLanguage({ ...turn, mode: "allowed", override: "pt-PT" }).language).toBe("pt-BR");
    expect(decideLanguage({ ...turn, override: "PT" }).language).toBe("pt-BR");
  });
});
