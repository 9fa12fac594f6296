import { z } from "zod";
import { createStories } from "../../content/stories.ts";
import type { Item, Story } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import type { Question } from "../../services/ai/ai.ts";
import { pickSentences, rankSentences } from "../../services/ai/local/rank-sentences.ts";
import { sentencesOf } from "../../services/ai/local/sentences.ts";
import { termsOf } from "../../services/ai/local/words.ts";
import { plainWordsOf } from "../../services/ai/plain-text.ts";
import { type AiParts, withAi } from "../ai/ai-parts.ts";
import { plainWords } from "../ai/plain-words.ts";
import { workThrough } from "../ai/work-through.ts";
import { storiesToDo } from "./stories-to-do.ts";
import { givenTexts, storyPassages } from "./story-texts.ts";

export async function run({ storyId }: { readonly storyId?: number | undefined }, context: TaskContext) {
  return withAi(context, async (parts) => {
    const { stories, work } = await storiesToDo(parts, "story-summarize", storyId);
    return workThrough({
      parts,
      subjects: stories,
      verb: "summarised",
      work: async (story) => {
        const items = await createStories(parts.content).items(story.id);
        await summarize(parts, story, items);
        await work.done(story.id, Date.now(), items.length);
        return undefined;
      },
      failed: (story, error, counts) => work.failed(story.id, error, counts),
    });
  });
}

async function summarize({ ai, content, context }: AiParts, story: Story, items: readonly Item[]): Promise<void> {
  const { value } = await ai.ask(summaryQuestion(items), context.signal);
  await createStories(content).setSummary(story.id, { ...value, items: items.length }, Date.now());
}

const summarySchema = z.strictObject({ short: plainWords(400), long: plainWords(3_000) });

function summaryQuestion(items: readonly Item[]): Question<z.infer<typeof summarySchema>> {
  return {
    name: "story_summary",
    instructions:
      "Summarise the story that these articles tell, in the language of most of them, only from what they say. short: one sentence " +
      "of at most 200 characters. long: one paragraph of four to six sentences; where the articles differ, say so.",
    passages: givenTexts(items, storyPassages(items)),
    schema: summarySchema,
    plainly: () => plainSummary(items),
    maxOutputTokens: 3_000,
  };
}

/** The best sentence of the fullest article, and the best of all that do not repeat each other; word for word. */
export function plainSummary(items: readonly Pick<Item, "title" | "text" | "language">[]) {
  const byLength = [...items].sort((a, b) => b.text.length - a.text.length);
  const picked: string[] = [];
  for (const [index, { title, text, language }] of byLength.slice(0, 4).entries()) {
    const ranked = rankSentences(sentencesOf(text, language), title);
    const said = picked.map((sentence) => new Set(termsOf(sentence)));
    picked.push(...pickSentences(ranked, index === 0 ? 3 : 1, said).map((sentence) => sentence.text));
  }
  const [first] = byLength;
  const best = first && rankSentences(sentencesOf(first.text, first.language), first.title)[0]?.text;
  const title = plainWordsOf(first?.title ?? "") || "No words.";
  return { short: (best ?? title).slice(0, 400), long: (picked.join(" ") || title).slice(0, 3_000) };
}
