import { fold, words } from "./words";

const WORD_WEIGHT = 1;
const GRAM_WEIGHT = 0.35;
const GRAM_SIZES = [3, 4, 5];

/** A unit vector of hashed words and character n-grams: near for texts that share words or parts of words, in any script. */
export function hashedVector(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const [feature, weight] of features(text)) {
    const hash = fnv1a(feature);
    const index = hash % dimensions;
    vector[index] = (vector[index] ?? 0) + (hash & 0x8000_0000 ? -weight : weight);
  }
  return toUnit(vector);
}

function features(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const add = (feature: string, weight: number) => found.set(feature, (found.get(feature) ?? 0) + weight);
  for (const word of words(text)) {
    add(word, WORD_WEIGHT);
    const framed = [...`<${word}>`];
    for (const size of GRAM_SIZES) {
      for (let start = 0; start + size <= framed.length; start++) {
        add(`#${framed.slice(start, start + size).join("")}`, GRAM_WEIGHT);
      }
    }
  }
  if (found.size === 0) add(fold(text), WORD_WEIGHT);
  for (const [feature, weight] of found) found.set(feature, Math.sqrt(weight)); // Repetition counts, but less and less.
  return found;
}

/** The vector with length one. */
export function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b); // The low bits alone would be too regular for a modulus.
  return (hash ^ (hash >>> 13)) >>> 0;
}
