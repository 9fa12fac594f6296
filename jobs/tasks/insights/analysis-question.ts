import { z } from "zod";
import type { Passage, Question } from "../../services/ai/ai.ts";
import type { PlainAnalysis } from "../../services/ai/local/analyse.ts";
import { plainWords, shortName, ticker } from "../ai/plain-words.ts";

export const analysisSchema = z.strictObject({
  summary: plainWords(1_500),
  topics: z.array(shortName).max(8),
  entities: z.array(shortName).max(15),
  tickers: z.array(ticker).max(10),
  sentiment: z.number().min(-1).max(1),
  impact: z.number().min(0).max(100),
  confidence: z.number().min(0).max(1),
  passages: z.array(z.string()).max(80),
});

export type AnalysisAnswer = z.infer<typeof analysisSchema>;

const instructions = (what: string) =>
  [
    `Analyse ${what}.`,
    "summary: two to four sentences of plain text in the language of the texts, only what they say.",
    "topics: up to five general subjects, lower case. entities: the people, organisations and places that matter.",
    "tickers: symbols of listed companies that it is about; none if unsure.",
    "sentiment: -1 (bad news) to 1 (good news). impact: 0 to 100, how much may follow for those concerned.",
    "confidence: 0 to 1, how sure you are. passages: the ids of the texts that the summary rests on.",
  ].join(" ");

type AnalysisOptions = {
  /** In our own words: "a news article". */
  readonly what: string;
  readonly passages: readonly Passage[];
  readonly plainly: () => PlainAnalysis;
};

/** Asks what a text, or several about the same event, says and means. */
export function analysisQuestion({ what, passages, plainly }: AnalysisOptions): Question<AnalysisAnswer> {
  const ids = new Set(passages.map(({ id }) => id));
  return {
    name: "news_analysis",
    instructions: instructions(what),
    passages,
    schema: analysisSchema,
    problem: (answer) => {
      if (answer.passages.some((id) => !ids.has(id))) return "passages names an id that was not given";
      return answer.passages.length === 0 ? "passages is empty: name the ids that the summary rests on" : undefined;
    },
    salvage: (answer) => {
      const known = answer.passages.filter((id) => ids.has(id));
      return known.length === 0 ? undefined : { ...answer, passages: known };
    },
    plainly: () => {
      const { summary, topics, entities, tickers, passages: used, ...figures } = plainly();
      return {
        ...figures,
        summary: summary.slice(0, 1_500),
        topics: [...topics],
        entities: [...entities],
        tickers: [...tickers],
        passages: [...used],
      };
    },
    maxOutputTokens: 4_000,
  };
}
