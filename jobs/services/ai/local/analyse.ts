import { passagesAt, passagesOf } from "../passages.ts";
import { plainWordsOf } from "../plain-text.ts";
import { impactOf } from "./impact.ts";
import { namesOf } from "./names.ts";
import { pickSentences, rankSentences } from "./rank-sentences.ts";
import { sentencesOf } from "./sentences.ts";
import { sentimentOf } from "./sentiment.ts";
import { tickersOf } from "./tickers.ts";
import { topicsOf } from "./topics.ts";
import { wordsOf } from "./words.ts";

export type PlainText = { readonly title: string; readonly text: string; readonly language: string };

export type PlainAnalysis = {
  readonly summary: string;
  readonly topics: readonly string[];
  readonly entities: readonly string[];
  readonly tickers: readonly string[];
  readonly sentiment: number;
  readonly impact: number;
  readonly confidence: number;
  /** Ids of the passages that the summary was taken from. */
  readonly passages: readonly string[];
};

const summarySentences = 3;

/** An analysis by plain methods. The summary is sentences of the text, word for word. */
export function analysePlainly({ title, text, language }: PlainText): PlainAnalysis {
  const picked = summaryOf({ title, text, language }, summarySentences);
  const passages = passagesOf(text);
  const tickers = tickersOf(`${title}. ${text}`);
  const used = new Set(picked.flatMap((sentence) => passagesAt(passages, sentence).map(({ id }) => id)));
  const whole = `${title}. ${text}`;
  // Words of another language would be taken for English ones: the German "die" is no death.
  const tone = isEnglish(language) || language === "und" ? sentimentOf(whole).value : 0;
  return {
    summary: picked.map((sentence) => sentence.text).join(" ") || plainWordsOf(title) || "No words.",
    topics: topicsOf(title, text),
    entities: namesOf(title, text, language).filter((name) => !tickers.includes(name)),
    tickers,
    sentiment: tone,
    impact: impactOf(title, text),
    confidence: confidenceOf(text, language),
    passages: passages.filter(({ id }) => used.has(id)).map(({ id }) => id),
  };
}

/** The sentences that stand for a text, in its order, with where they stand. */
export function summaryOf({ title, text, language }: PlainText, most: number) {
  return pickSentences(rankSentences(sentencesOf(text, language), title), most);
}

/** Word lists are no understanding: never sure, and least for a short text or a language that they do not know. */
function confidenceOf(text: string, language: string): number {
  const words = wordsOf(text).length;
  const byLength = words > 300 ? 0.5 : words > 80 ? 0.4 : 0.25;
  return isEnglish(language) ? byLength : Math.round(byLength * 50) / 100;
}

/** As language codes have it: "en", "en-GB", "eng". */
export function isEnglish(language: string): boolean {
  return /^en(g|[-_]|$)/i.test(language);
}
