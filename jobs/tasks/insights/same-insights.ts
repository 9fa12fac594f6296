import type { Insight } from "../../model/portfolio.ts";
import { wordsOf } from "../words.ts";

/** How much of the words of two insights has to be the same. */
const nearlySame = 0.8;
/** Insights further apart than this tell of different days (three days). */
const windowMs = 3 * 86_400_000;

export type SameInsights = { readonly kept: Insight; readonly merged: readonly Insight[] };

/**
 * Groups of insights that say the same to one user: of one kind, made within three days, and about the same story, or in
 * nearly the same words. What is about different holdings is never the same. The earliest of each is kept.
 *
 * @param stories the story of an item, for items that are in one
 */
export function sameInsights(
  insights: readonly Insight[],
  stories: ReadonlyMap<number, number>,
): readonly SameInsights[] {
  const earliestFirst = [...insights].sort((a, b) => a.createdAt - b.createdAt || a.id - b.id);
  const groups: { kept: Insight; merged: Insight[] }[] = [];
  const facts = new Map(earliestFirst.map((insight) => [insight.id, factsOf(insight, stories)]));
  const factsFor = (insight: Insight) => facts.get(insight.id) ?? factsOf(insight, stories);
  for (const insight of earliestFirst) {
    const group = groups.find(
      ({ kept }) =>
        kept.userId === insight.userId &&
        kept.kind === insight.kind &&
        insight.createdAt - kept.createdAt <= windowMs &&
        saysTheSame(factsFor(kept), factsFor(insight)),
    );
    if (group) group.merged.push(insight);
    else groups.push({ kept: insight, merged: [] });
  }
  return groups.filter(({ merged }) => merged.length > 0);
}

type Facts = { readonly about: ReadonlySet<string>; readonly subject: string; readonly words: ReadonlySet<string> };

function factsOf({ itemIds, title, text, fingerprint }: Insight, stories: ReadonlyMap<number, number>): Facts {
  const about = itemIds.map((id) => (stories.has(id) ? `story ${stories.get(id)}` : `item ${id}`));
  return { about: new Set(about), subject: subjectOf(fingerprint), words: new Set(wordsOf(`${title} ${text}`)) };
}

/** What of the user's an insight is about is the first part of its fingerprint: "ticker:AAPL/…". */
function subjectOf(fingerprint: string): string {
  return fingerprint.includes("/") ? (fingerprint.split("/", 1)[0] ?? "") : "";
}

function saysTheSame(a: Facts, b: Facts): boolean {
  if (a.subject !== b.subject) return false;
  if ([...a.about].some((each) => b.about.has(each))) return true;
  const common = [...a.words].filter((word) => b.words.has(word)).length;
  const all = a.words.size + b.words.size - common;
  return all > 0 && common / all >= nearlySame;
}
