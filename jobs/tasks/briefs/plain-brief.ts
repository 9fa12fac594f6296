import { pickSentences, rankSentences } from "../../services/ai/local/rank-sentences.ts";
import { sentencesOf } from "../../services/ai/local/sentences.ts";
import { termsOf } from "../../services/ai/local/words.ts";
import { plainWordsOf } from "../../services/ai/plain-text.ts";
import type { BriefGroup } from "./brief-groups.ts";
import type { BriefAnswer, BriefClaim } from "./brief-question.ts";

const fromFullest = 2;
const mostClaims = 4;

/** A brief by plain methods: of each group the best sentences of its fullest item, and what the others add. Word for word. */
export function plainBrief(groups: readonly BriefGroup[]): BriefAnswer {
  return {
    stories: groups.map(({ id, items }) => ({
      story: id,
      headline: headlineOf(items[0]?.title),
      claims: claimsOf(items),
    })),
  };
}

export function headlineOf(title: string | undefined): string {
  return (plainWordsOf(title ?? "") || "Without a title").slice(0, 200);
}

function claimsOf(items: BriefGroup["items"]): BriefClaim[] {
  const claims: BriefClaim[] = [];
  const [fullest] = items;
  for (const item of items) {
    if (claims.length >= mostClaims) break;
    // Sentences in another language than the group's fullest text read badly between the others.
    if (item.language !== fullest?.language) continue;
    const ranked = rankSentences(sentencesOf(item.text, item.language), item.title);
    const said = claims.map(({ text }) => new Set(termsOf(text)));
    const picked = pickSentences(ranked, item === fullest ? fromFullest : 1, said);
    claims.push(...picked.map(({ text }) => ({ text, items: [`i${item.id}`] })));
  }
  if (claims.length > 0 || !fullest) return claims;
  return [{ text: headlineOf(fullest.title), items: [`i${fullest.id}`] }];
}
