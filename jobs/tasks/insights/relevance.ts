import type { Insight } from "../../model/portfolio.ts";
import { termsOf } from "../../services/ai/local/words.ts";
import type { Reader } from "./reader.ts";

/**
 * Relevance by plain methods, 0 to 100: a holding that is named counts most, then a sector, then an interest, each by its
 * share; half of what is missing to 100 is given for each further thing that fits. Pure.
 */
export function plainRelevance(insight: Pick<Insight, "title" | "text" | "reasons">, reader: Reader): number {
  const text = `${insight.title}\n${insight.text}\n${insight.reasons.join("\n")}`;
  const terms = new Set(termsOf(text));
  const names = (name: string) => {
    const wanted = termsOf(name);
    return wanted.length > 0 && wanted.every((term) => terms.has(term));
  };
  const symbols = new Set(text.match(/[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?/g) ?? []);
  const points = [
    ...reader.symbols.filter((symbol) => symbols.has(symbol.toUpperCase())).map(() => 60),
    ...reader.sectors.filter(({ name }) => names(name)).map(({ share }) => 20 + 40 * share),
    ...reader.interests.filter(({ name }) => names(name)).map(({ share }) => 20 + 30 * share),
  ].sort((a, b) => b - a);
  const relevance = points.reduce((sum, value, index) => sum + ((100 - sum) * value) / 100 / (index === 0 ? 1 : 2), 0);
  return Math.round(Math.min(100, relevance));
}
