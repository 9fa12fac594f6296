import { createAnalyses } from "../../content/analyses.ts";
import { createBriefs } from "../../content/briefs.ts";
import { createItemLists } from "../../content/item-lists.ts";
import { createStories } from "../../content/stories.ts";
import { createStoryLists } from "../../content/story-lists.ts";
import type { BriefSummary } from "../../model/content/news-views.ts";
import type { Brief } from "../../model/news.ts";
import type { ContentCalls, ContentParts } from "./calls.ts";
import { notThere, pageWish } from "./common.ts";
import { analysisView } from "./item-calls.ts";

const itemsOfStory = 200;

/** The calls about stories. */
export function storyCalls({ content, now }: ContentParts): ContentCalls["stories"] {
  const lists = createStoryLists(content);
  return {
    list: async (input) => {
      const { rows, nextCursor } = await lists.page(input.status, pageWish(input));
      return { stories: [...rows], nextCursor };
    },
    get: async ({ storyId }) => {
      const summary = await lists.get(storyId);
      const story = await createStories(content).get(storyId);
      if (!summary || !story) throw notThere("story", storyId);
      const analysis = await createAnalyses(content).ofStory(storyId);
      const { rows } = await createItemLists(content).page({ storyId }, { limit: itemsOfStory }, now());
      return {
        ...summary,
        summaryLong: story.summaryLong,
        analysis: analysis ? analysisView(analysis) : null,
        items: [...rows],
      };
    },
  };
}

/** The calls about briefs. */
export function briefCalls({ content }: ContentParts): ContentCalls["briefs"] {
  const briefs = createBriefs(content);
  return {
    list: async (input) => {
      const { rows, nextCursor } = await briefs.page(pageWish(input));
      return { briefs: rows.map(briefSummary), nextCursor };
    },
    get: async ({ briefId }) => {
      const brief = await briefs.get(briefId);
      if (!brief) throw notThere("brief", briefId);
      const items = await createItemLists(content).many(brief.itemIds);
      return { ...briefSummary(brief), markdown: brief.markdown, items: [...items] };
    },
  };
}

/** What lists show of a brief. */
export function briefSummary({ itemIds, ...brief }: Brief): BriefSummary {
  return { ...brief, itemCount: itemIds.length };
}
