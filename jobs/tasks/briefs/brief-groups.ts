import type { Analysis, Item } from "../../model/news.ts";
import { impactOf } from "../../services/ai/local/impact.ts";
import { shared } from "../../services/ai/local/rank-sentences.ts";
import { termsOf } from "../../services/ai/local/words.ts";

/** Items about the same event; the first one tells most of what the others tell. */
export type BriefGroup = {
  /** What an answer refers to it by. */
  readonly id: string;
  readonly items: readonly Item[];
  readonly score: number;
};

type Known = {
  readonly stories: ReadonlyMap<number, number>;
  readonly analyses: ReadonlyMap<number, Analysis>;
};

/** Each further source that tells of it. */
const pointsPerSource = 8;

/** Items by story, the most important group first: by the impact of its items and how many sources tell of it. Pure. */
export function groupItems(items: readonly Item[], { stories, analyses }: Known): readonly BriefGroup[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const story = stories.get(item.id);
    const group = story === undefined ? `i${item.id}` : `s${story}`;
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups]
    .map(([id, members]) => {
      const impact = Math.max(
        ...members.map((item) => analyses.get(item.id)?.impact ?? impactOf(item.title, item.text)),
      );
      const sources = new Set(members.map(({ sourceId }) => sourceId)).size;
      return { id, items: mostCentralFirst(members), score: impact + pointsPerSource * (sources - 1) };
    })
    .sort((a, b) => b.score - a.score || latest(b) - latest(a) || (a.id < b.id ? -1 : 1));
}

/** By how much an item has in common with the others, then by its length; a title that asks or teases comes after one that tells. */
function mostCentralFirst(items: readonly Item[]): readonly Item[] {
  const terms = new Map(items.map((item) => [item.id, new Set(termsOf(`${item.title}\n${item.text}`))]));
  const centrality = (item: Item): number => {
    const own = terms.get(item.id) ?? new Set();
    const common = items.map((other) => (other === item ? 0 : shared(own, terms.get(other.id) ?? new Set())));
    const tells = /^(how|what|why|when|who|is|are|can|should)\b|\?$/i.test(item.title) ? 0.5 : 1;
    return (common.reduce((sum, count) => sum + count, 0) + Math.sqrt(own.size)) * tells;
  };
  const scores = new Map(items.map((item) => [item.id, centrality(item)]));
  return [...items].sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0) || a.id - b.id);
}

function latest({ items }: BriefGroup): number {
  return Math.max(...items.map(({ publishedAt }) => publishedAt));
}
