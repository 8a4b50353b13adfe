import { createEnglishModel } from "./english";
import { hashedVector, toUnit } from "./hashed";
import { isEnglish } from "./language";

export const DIMENSIONS = 512;

const CACHED_TEXTS = 10_000; // About 40 MB: the sentences and questions of the last hours.
const WINDOW = 500;
const MAX_WINDOWS = 4;

export type Vectorizer = ReturnType<typeof createVectorizer>;

/** Unit vectors for texts: by meaning for English, by spelling for every other language. Remembers recent texts. */
export function createVectorizer() {
  const english = createEnglishModel();
  const cache = new Map<string, Float32Array>();

  async function embedNew(texts: string[]): Promise<Float32Array[]> {
    const windows = texts.map((text) => (isEnglish(text) ? windowsOf(text) : []));
    const vectors = (await english.embed(windows.flat())).values();
    return texts.map((text, index) => {
      const count = windows[index]?.length ?? 0;
      return count === 0 ? hashedVector(text, DIMENSIONS) : mean(Array.from(vectors.take(count)));
    });
  }

  function remember(text: string, vector: Float32Array) {
    cache.delete(text);
    cache.set(text, vector);
    const oldest = cache.size > CACHED_TEXTS ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
  }

  return {
    async embed(texts: string[]): Promise<Float32Array[]> {
      const known = new Map(
        texts.flatMap((text) => (cache.has(text) ? [[text, cache.get(text) as Float32Array]] : [])),
      );
      const missing = [...new Set(texts)].filter((text) => !known.has(text));
      for (const [index, vector] of (await embedNew(missing)).entries()) known.set(missing[index] as string, vector);
      for (const [text, vector] of known) remember(text, vector);
      return texts.map((text) => known.get(text) as Float32Array);
    },
    close: english.close,
  };
}

/** The parts that are read in one go, cut at spaces. What comes after the last window adds nothing to the meaning. */
function windowsOf(text: string): string[] {
  const windows: string[] = [];
  let rest = text.trim();
  while (rest && windows.length < MAX_WINDOWS) {
    const space = rest.length > WINDOW ? rest.lastIndexOf(" ", WINDOW) : rest.length;
    const end = space > WINDOW / 2 || rest.length <= WINDOW ? space : WINDOW;
    windows.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return windows;
}

function mean(vectors: Float32Array[]): Float32Array {
  const [first] = vectors;
  if (vectors.length === 1 && first) return first;
  return toUnit(
    new Float32Array(DIMENSIONS).map((_, index) => vectors.reduce((sum, vector) => sum + (vector[index] ?? 0), 0)),
  );
}
