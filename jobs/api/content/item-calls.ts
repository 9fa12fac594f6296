import { createAnalyses } from "../../content/analyses.ts";
import { createEmbeddings } from "../../content/embeddings.ts";
import { createHighlights } from "../../content/highlights.ts";
import { createItemLists } from "../../content/item-lists.ts";
import { createItems } from "../../content/items.ts";
import { createRawItems } from "../../content/raw-items.ts";
import { createStoryLists } from "../../content/story-lists.ts";
import type { AnalysisView, ItemDetail, ItemSummary } from "../../model/content/news-views.ts";
import type { Analysis } from "../../model/news.ts";
import type { ContentCalls, ContentParts } from "./calls.ts";
import { notThere, pageWish } from "./common.ts";

/** Items in one transaction when all are marked as read: a few milliseconds. */
const markedAtOnce = 500;

/** The calls about items. */
export function itemCalls({ content, now }: ContentParts): ContentCalls["items"] {
  const lists = createItemLists(content);
  const items = createItems(content);
  const embeddings = createEmbeddings(content);
  const summary = async (itemId: number): Promise<ItemSummary> => {
    const [found] = await lists.many([itemId]);
    if (!found) throw notThere("item", itemId);
    return found;
  };
  return {
    collected: async ({ sourceId, limit }) => [
      ...(await createRawItems(content).newest({ sourceId, limit: limit ?? 50 })),
    ],
    list: async (input) => {
      const { rows, nextCursor } = await lists.page(input, pageWish(input), now());
      return { items: [...rows], nextCursor };
    },
    get: ({ itemId }) => detail(content, itemId),
    update: async ({ itemId, read, snoozedUntil }) => {
      const before = await summary(itemId);
      if (read !== undefined && read !== (before.readAt !== null)) await items.setRead(itemId, read ? now() : null);
      if (snoozedUntil !== undefined) await items.snooze(itemId, snoozedUntil);
      return summary(itemId);
    },
    markRead: async (which) => {
      let changed = 0;
      for (let marked = -1; marked !== 0; changed += marked) marked = await lists.markRead(which, markedAtOnce, now());
      return { changed };
    },
    similar: async ({ itemId, limit = 10 }) => {
      const space = await embeddings.spaceOf(itemId);
      if (!space) return [];
      const found = await embeddings.like(itemId, space, limit);
      const similarity = new Map(found.map((neighbour) => [neighbour.itemId, neighbour.similarity]));
      const known = await lists.many([...similarity.keys()]);
      return known.map((item) => ({ ...item, similarity: similarity.get(item.id) ?? 0 }));
    },
  };
}

async function detail(content: ContentParts["content"], itemId: number): Promise<ItemDetail> {
  const [summary] = await createItemLists(content).many([itemId]);
  const item = await createItems(content).get(itemId);
  if (!summary || !item) throw notThere("item", itemId);
  const raw = await createRawItems(content).get(itemId);
  const analysis = await createAnalyses(content).ofItem(itemId);
  const highlights = await createHighlights(content).ofItem(itemId);
  const story = summary.storyId === null ? undefined : await createStoryLists(content).get(summary.storyId);
  return {
    ...summary,
    text: item.text,
    canonicalUrl: item.canonicalUrl,
    content: { state: raw?.contentState ?? "none", error: raw?.contentError ?? null },
    analysisError: item.analysisError,
    analysis: analysis ? analysisView(analysis) : null,
    highlights: highlights.map(({ id, quote, start, end }) => ({ id, quote, start, end })),
    story: story ?? null,
  };
}

/** What is shown of an analysis. */
export function analysisView(analysis: Analysis): AnalysisView {
  const { topics, entities, tickers, passages } = analysis;
  return {
    ...analysis,
    topics: [...topics],
    entities: [...entities],
    tickers: [...tickers],
    passages: passages.map(({ id, start, end }) => ({ id, start, end })),
  };
}
