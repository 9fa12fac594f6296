import { isTelling, type Sentence } from "./sentences.ts";
import { termsOf } from "./words.ts";

export type RankedSentence = Sentence & { readonly score: number; readonly position: number };

const damping = 0.85;
const rounds = 30;
/** Sentences after these are not looked at: an article says early what it says, and the work grows with the square. */
const considered = 120;

/**
 * How much each sentence stands for its text: TextRank (Mihalcea and Tarau, 2004) over shared terms, then raised for what
 * stands early and shares words with the title. Best first; ties in the order of the text.
 */
export function rankSentences(sentences: readonly Sentence[], title: string): readonly RankedSentence[] {
  const candidates = sentences
    .map((sentence, position) => ({ sentence, position, terms: new Set(termsOf(sentence.text)) }))
    .filter(({ sentence, terms }) => isTelling(sentence) && terms.size > 2)
    .slice(0, considered);
  const titleTerms = new Set(termsOf(title));
  const central = centrality(candidates.map(({ terms }) => terms));
  return candidates
    .map(({ sentence, position, terms }, index) => {
      // The first sentence of a report is written to stand for it.
      const early = 1 / (1 + position);
      const onTitle = shared(terms, titleTerms) / Math.max(1, titleTerms.size);
      const score = (1 + (central[index] ?? 0)) * (0.6 + 1.8 * early + 0.7 * onTitle) * manner(sentence.text);
      return { ...sentence, position, score };
    })
    .sort((a, b) => b.score - a.score || a.position - b.position);
}

/** What is said in quotes or as a question reads badly out of its place; so does what leans on the sentence before. */
function manner(text: string): number {
  let factor = 1;
  if (/^["“„«']/.test(text)) factor *= 0.5;
  if (/\?["”’»)]*$/.test(text)) factor *= 0.4;
  if (/^(But|And|So|Yet|Still|However|That|This|These|Those|It|They|He|She|Such|Both|Instead|Also)\b/.test(text))
    factor *= 0.55;
  if (text.length > 320) factor *= 0.7;
  return factor;
}

function centrality(sets: readonly ReadonlySet<string>[]): readonly number[] {
  const count = sets.length;
  const weights = sets.map((a, i) => sets.map((b, j) => (i === j ? 0 : likeness(a, b))));
  const sums = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let scores: number[] = sets.map(() => 1);
  for (let round = 0; round < rounds; round++)
    scores = scores.map((_score, i) => {
      let incoming = 0;
      for (let j = 0; j < count; j++) {
        const out = sums[j] ?? 0;
        if (out > 0) incoming += ((weights[j]?.[i] ?? 0) / out) * (scores[j] ?? 0);
      }
      return 1 - damping + damping * incoming;
    });
  return scores;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = shared(a, b);
  return common === 0 ? 0 : common / (Math.log(1 + a.size) + Math.log(1 + b.size));
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const term of a) if (b.has(term)) count += 1;
  return count;
}

/**
 * The best sentences that do not repeat each other, in the order of the text.
 *
 * @param most how many
 * @param known terms of what is said already, elsewhere
 */
export function pickSentences(
  ranked: readonly RankedSentence[],
  most: number,
  known: readonly ReadonlySet<string>[] = [],
): readonly RankedSentence[] {
  const picked: RankedSentence[] = [];
  const said = [...known];
  for (const sentence of ranked) {
    if (picked.length >= most) break;
    const terms = new Set(termsOf(sentence.text));
    if (said.some((other) => shared(terms, other) / Math.max(1, Math.min(terms.size, other.size)) > 0.6)) continue;
    picked.push(sentence);
    said.push(terms);
  }
  return picked.sort((a, b) => a.position - b.position);
}
