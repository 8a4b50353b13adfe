const segmenter = new Intl.Segmenter("th", { granularity: "word" });
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** One form for all spellings of a text: compatibility forms, case, accents and the variants of Arabic letters. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/ß/g, "ss")
    .replace(/(?<![\p{L}\p{Pd}'’])(\p{L}{1,2})-(?=\p{L}{2})/gu, "$1") // "Wi-Fi" and "e-mail" are one word,
    .replace(/\b(step|barrier)[- ]free\b/g, "$1free") // and "step-free" costs as much as it costs.
    .normalize("NFC");
}

/** The folded words of a text in order; runs of ideographs give their pairs, other unspaced scripts dictionary words. */
export function words(text: string): string[] {
  return wordsWith(text, pairs);
}

/** As `words`, with ideographs split as a dictionary does: for questions, whose every word must mean something. */
export function dictionaryWords(text: string): string[] {
  return wordsWith(text, segments);
}

function wordsWith(text: string, splitIdeographs: (run: string) => string[]): string[] {
  return (fold(text).match(WORD) ?? []).flatMap((run) => {
    if (UNSPACED.test(run)) return segments(run);
    if (!IDEOGRAPHS.test(run)) return [run];
    const parts = run.split(/([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)/u).filter(Boolean);
    return parts.flatMap((part) => (IDEOGRAPHS.test(part) ? splitIdeographs(part) : [part]));
  });
}

const segments = (run: string) =>
  [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
