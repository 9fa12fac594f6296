import { createAnalyses } from "../../content/analyses.ts";
import { createStories } from "../../content/stories.ts";
import type { Item, Story } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { analysePlainly, type PlainAnalysis } from "../../services/ai/local/analyse.ts";
import { type AiParts, withAi } from "../ai/ai-parts.ts";
import { workThrough } from "../ai/work-through.ts";
import { analysisQuestion } from "../insights/analysis-question.ts";
import { storiesToDo } from "./stories-to-do.ts";
import { givenTexts, type StoryPassage, storyPassages } from "./story-texts.ts";

export async function run({ storyId }: { readonly storyId?: number | undefined }, context: TaskContext) {
  return withAi(context, async (parts) => {
    const { stories, work } = await storiesToDo(parts, "analyze-story", storyId);
    return workThrough({
      parts,
      subjects: stories,
      verb: "analysed",
      work: async (story) => {
        const items = await createStories(parts.content).items(story.id);
        await analyze(parts, story, items);
        await work.done(story.id, Date.now(), items.length);
        return undefined;
      },
      failed: (story, error, counts) => work.failed(story.id, error, counts),
    });
  });
}

async function analyze({ ai, content, context }: AiParts, story: Story, items: readonly Item[]): Promise<void> {
  const passages = storyPassages(items);
  const question = analysisQuestion({
    what: "a story told by several articles, given as their titles and passages; where they differ, say so",
    passages: givenTexts(items, passages),
    plainly: () => plainStory(story, items, passages),
  });
  const { value, provider, model } = await ai.ask(question, context.signal);
  const used = new Set(value.passages);
  const kept = passages.filter(({ id }) => used.has(id)).map(({ id, start, end }) => ({ id, start, end }));
  await createAnalyses(content).put({ ...value, storyId: story.id, provider, model, passages: kept }, Date.now());
}

/** What the items come to together: the longest one's words, everybody's names, the mean of the tones. */
function plainStory(story: Story, items: readonly Item[], passages: readonly StoryPassage[]): PlainAnalysis {
  const each = items.map((item) => ({ item, analysis: analysePlainly(item) }));
  const fullest = each.reduce(
    (best, other) => (other.item.text.length > best.item.text.length ? other : best),
    each[0] ?? none(story),
  );
  const used = new Set(fullest.analysis.passages.map((id) => `i${fullest.item.id}${id}`));
  const known = passages.filter(({ id }) => used.has(id)).map(({ id }) => id);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const all = each.map(({ analysis }) => analysis);
  return {
    summary: fullest.analysis.summary,
    topics: [...new Set(all.flatMap(({ topics }) => topics))].slice(0, 5),
    entities: [...new Set(all.flatMap(({ entities }) => entities))].slice(0, 12),
    tickers: [...new Set(all.flatMap(({ tickers }) => tickers))].slice(0, 8),
    sentiment: Math.round(mean(all.map(({ sentiment }) => sentiment)) * 100) / 100,
    // What several report has more weight than any one report of it.
    impact: Math.min(100, Math.max(0, ...all.map(({ impact }) => impact)) + 4 * (items.length - 1)),
    confidence: Math.max(0, ...all.map(({ confidence }) => confidence)),
    passages: known.length > 0 ? known : [`i${fullest.item.id}title`],
  };
}

function none({ title }: Story) {
  const item = { id: 0, title, text: "", language: "und" };
  return { item, analysis: analysePlainly(item) };
}
