import { z } from "zod";
import type { Item } from "../../model/news.ts";
import type { Question } from "../../services/ai/ai.ts";
import { plainWords } from "../ai/plain-words.ts";
import type { BriefGroup } from "./brief-groups.ts";
import { plainBrief } from "./plain-brief.ts";

const claimSchema = z.strictObject({ text: plainWords(800), items: z.array(z.string()).max(10) });
const briefSchema = z.strictObject({
  stories: z
    .array(z.strictObject({ story: z.string(), headline: plainWords(200), claims: z.array(claimSchema).max(8) }))
    .max(40),
});

export type BriefAnswer = z.infer<typeof briefSchema>;
export type BriefClaim = z.infer<typeof claimSchema>;

/** What a model reads of one item, and of how many items of a story. */
const textPerItem = 2_500;
const itemsPerStory = 4;

const instructions = [
  "Write a morning brief from the articles. Each text is named by its story and item, like s4.i12.",
  "For each story: its id (s4), a headline of your own, and two to four claims: plain sentences that tell what happened and why it",
  "matters. items: the ids (i12) of the articles that say it; every claim needs at least one. Use only figures that stand in them.",
  "The most important story first; leave out a story that says nothing. Write in English.",
].join(" ");

/** Asks for a brief; `dropped` tells how many claims had to be left out of its answer. */
export function briefQuestion(groups: readonly BriefGroup[]): {
  readonly question: Question<BriefAnswer>;
  readonly dropped: () => number;
} {
  const stories = new Map(groups.map((group) => [group.id, group]));
  let dropped = 0;
  const problemOf = (story: string, claim: BriefClaim) => claimProblem(stories.get(story)?.items ?? [], claim);
  const question: Question<BriefAnswer> = {
    name: "brief",
    instructions,
    passages: groups.flatMap(({ id, items }) =>
      items.slice(0, itemsPerStory).map((item) => ({
        id: `${id}.i${item.id}`,
        text: `${item.title}\n${item.text.slice(0, textPerItem)}`,
      })),
    ),
    schema: briefSchema,
    problem: (answer) => {
      const unknown = answer.stories.findIndex(({ story }) => !stories.has(story));
      if (unknown >= 0) return `story ${unknown + 1} has an id that was not given`;
      for (const [index, { story, claims }] of answer.stories.entries())
        for (const [number, claim] of claims.entries()) {
          const problem = problemOf(story, claim);
          if (problem !== undefined) return `claim ${number + 1} of story ${index + 1} ${problem}`;
        }
      return answer.stories.some(({ claims }) => claims.length > 0) ? undefined : "there is no claim in it";
    },
    salvage: (answer) => {
      const all = answer.stories.reduce((sum, { claims }) => sum + claims.length, 0);
      const kept = answer.stories
        .filter(({ story }) => stories.has(story))
        .map(({ claims, ...story }) => ({
          ...story,
          claims: claims.filter((claim) => problemOf(story.story, claim) === undefined),
        }))
        .filter(({ claims }) => claims.length > 0);
      dropped = all - kept.reduce((sum, { claims }) => sum + claims.length, 0);
      return kept.length === 0 ? undefined : { stories: kept };
    },
    plainly: () => plainBrief(groups),
    maxOutputTokens: 8_000,
  };
  return { question, dropped: () => dropped };
}

/** Why a claim cannot stand: it cites nothing, or nothing that is there, or has a figure that its items do not have. */
export function claimProblem(
  items: readonly Pick<Item, "id" | "title" | "text">[],
  claim: BriefClaim,
): string | undefined {
  if (claim.items.length === 0) return "cites no item";
  const cited = items.filter(({ id }) => claim.items.includes(`i${id}`));
  if (cited.length < new Set(claim.items).size) return "cites an item that is not in its story";
  const known = new Set(cited.flatMap(({ title, text }) => figuresOf(`${title}\n${text}`)));
  return figuresOf(claim.text).every((figure) => known.has(figure))
    ? undefined
    : "has a figure that its items do not have";
}

/** Figures by their digits alone: "5,200" and "5.200" are the same in different languages. Small ones may be spelled out. */
function figuresOf(text: string): readonly string[] {
  const digits = (text.match(/\d[\d.,\u00a0\u202f]*/g) ?? []).map((figure) => figure.replace(/\D/g, ""));
  return digits.filter((figure) => Number(figure) > 12);
}
