import type { ItemMark } from "../../content/items.ts";
import { wordsOf } from "../words.ts";
import { hashDistance } from "./simhash.ts";

/** What tells whether two items say the same. */
export type Mark = Omit<ItemMark, "storyId">;

/** Items further apart than this are about different events, however alike (three days). */
export const storyWindowMs = 3 * 86_400_000;
/** Bits of 64 that may differ between two versions of one text; between those whose titles share a word, more. */
const nearBits = 8;
const nearBitsWithTitle = 12;
/** How much of the words of two titles has to be the same, and how many words at least. */
const nearTitles = 0.6;
const fewestCommonWords = 4;
/** Words shorter than this tell little: "the", "and", "of". */
const shortestWord = 4;

/**
 * The known item that this one says the same as, the nearest first in doubt; undefined when it stands alone. They do when
 * they are the same page, when their texts differ in little, or when their titles have most words in common. What a source
 * says twice is the same only when it is the same page: a daily column has one title and is about something else every day.
 */
export function findSame<Known extends Mark>(item: Mark, known: Iterable<Known>): Known | undefined {
  const titleWords = significantWords(item.title);
  let best: Known | undefined;
  let bestScore = 0;
  for (const other of known) {
    if (other.id === item.id || Math.abs(other.publishedAt - item.publishedAt) > storyWindowMs) continue;
    const score = sameness(item, other, titleWords);
    if (score > bestScore) [best, bestScore] = [other, score];
  }
  return best;
}

/** 0: they are about different things; 1: they are the same. */
function sameness(item: Mark, other: Mark, titleWords: ReadonlySet<string>): number {
  if (item.canonicalUrl !== null && item.canonicalUrl === other.canonicalUrl) return 1;
  if (item.sourceId === other.sourceId) return 0;
  if (item.contentHash === other.contentHash) return 1;
  const otherWords = significantWords(other.title);
  const common = [...titleWords].filter((word) => otherWords.has(word)).length;
  const distance = hashDistance(item.simhash, other.simhash);
  const isNear = distance <= (common > 0 ? nearBitsWithTitle : nearBits);
  const titles = common < fewestCommonWords ? 0 : common / (titleWords.size + otherWords.size - common);
  return Math.max(isNear ? 1 - distance / 64 : 0, titles >= nearTitles ? titles : 0);
}

const kept = new Map<string, ReadonlySet<string>>();
const mostKept = 50_000;

/** Titles are compared again and again within a run. */
function significantWords(title: string): ReadonlySet<string> {
  const known = kept.get(title);
  if (known) return known;
  const words = new Set(wordsOf(title).filter((word) => word.length >= shortestWord || /\d/.test(word)));
  if (kept.size >= mostKept) kept.clear();
  kept.set(title, words);
  return words;
}
