import { embeddingDimensions } from "../ai.ts";
import { normalised } from "../vector.ts";
import { termsOf } from "./words.ts";

/** Changes whenever the method does: embeddings of two methods are not to be compared. */
export const localEmbeddingModel = "local-hashed-ngrams-1";

/** A text this long says what it is about. */
const mostTerms = 2_000;

/**
 * A vector by feature hashing (Weinberger et al., 2009): terms, pairs of terms, and the beginnings of longer terms, each at a
 * hashed place with a hashed sign. Texts that share words are near; texts that say the same in other words are not.
 */
export function embedText(text: string): Float32Array {
  const terms = termsOf(text).slice(0, mostTerms);
  const counts = new Map<string, number>();
  const add = (feature: string, weight: number) => counts.set(feature, (counts.get(feature) ?? 0) + weight);
  terms.forEach((term, index) => {
    add(term, 1);
    const next = terms[index + 1];
    if (next !== undefined) add(`${term} ${next}`, 0.5);
    if (term.length > 6) add(`${term.slice(0, 5)}*`, 0.5);
  });
  const vector = new Float32Array(embeddingDimensions);
  for (const [feature, weight] of counts) {
    const hash = fnv1a(feature);
    const place = hash % embeddingDimensions;
    const sign = (hash >>> 16) & 1 ? 1 : -1;
    vector[place] = (vector[place] ?? 0) + sign * Math.log(1 + weight);
  }
  return normalised(vector);
}

/** 32-bit FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  // The low bits of FNV are its weakest.
  return (hash ^ (hash >>> 15)) >>> 0;
}
