import { createBriefs } from "../../content/briefs.ts";
import { createInsights } from "../../content/insights.ts";
import { createItemLists } from "../../content/item-lists.ts";
import { parseSearchWords, type SearchWords } from "../../content/search-words.ts";
import { createSqliteTextSearch } from "../../content/sqlite/sqlite-text-search.ts";
import { createStoryLists } from "../../content/story-lists.ts";
import { matchText, snippetOf } from "../../content/text-match.ts";
import { createUsers } from "../../content/users.ts";
import type { SearchResult } from "../../model/content/news-views.ts";
import type { ContentCalls, ContentParts } from "./calls.ts";
import { briefSummary } from "./story-calls.ts";

/** Of what is not in the index, the newest so many are looked through, and so many are shown. */
const storiesRead = 5_000;
const briefsRead = 200;
const insightsRead = 500;
const othersShown = 10;

/** One search over everything. */
export function searchCall({ content }: ContentParts): ContentCalls["search"] {
  return async ({ words: input, limit = 20, ...filter }) => {
    const words = parseSearchWords(input);
    const hits = await createSqliteTextSearch(content).find({ words, limit: limit + 1, ...filter });
    const items = await createItemLists(content).many(hits.map(({ itemId }) => itemId));
    const byId = new Map(items.map((item) => [item.id, item]));
    const found = hits.flatMap(({ itemId, title, snippet }) => {
      const item = byId.get(itemId);
      return item ? [{ item, title, snippet }] : [];
    });
    return {
      items: found.slice(0, limit),
      more: found.length > limit,
      stories: await stories(content, words),
      briefs: await briefs(content, words),
      insights: await insights(content, words),
      note: words.note,
    };
  };
}

async function stories(content: ContentParts["content"], words: SearchWords): Promise<SearchResult["stories"]> {
  if (words.all.length === 0) return [];
  const lists = createStoryLists(content);
  const found: SearchResult["stories"] = [];
  for (const { id, title } of await lists.titles(storiesRead)) {
    const ranges = matchText(title, words);
    const story = ranges && (await lists.get(id));
    if (story) found.push({ story, title: { text: title, ranges: [...ranges] } });
    if (found.length === othersShown) break;
  }
  return found;
}

async function briefs(content: ContentParts["content"], words: SearchWords): Promise<SearchResult["briefs"]> {
  if (words.all.length === 0) return [];
  const { rows } = await createBriefs(content).page({ limit: briefsRead });
  const found = rows.flatMap((brief) => {
    const texts = foundIn(brief.title, brief.markdown, words);
    return texts ? [{ brief: briefSummary(brief), ...texts }] : [];
  });
  return found.slice(0, othersShown);
}

async function insights(content: ContentParts["content"], words: SearchWords): Promise<SearchResult["insights"]> {
  const user = words.all.length === 0 ? undefined : await createUsers(content).main();
  if (!user) return [];
  const { rows } = await createInsights(content).page(user.id, { limit: insightsRead });
  const found = rows.flatMap((insight) => {
    const texts = foundIn(insight.title, insight.text, words);
    return texts ? [{ insightId: insight.id, ...texts }] : [];
  });
  return found.slice(0, othersShown);
}

/** All words have to be there, wherever in the two. */
function foundIn(title: string, text: string, words: SearchWords) {
  const gap = "\n";
  const ranges = matchText(title + gap + text, words);
  if (!ranges) return undefined;
  const offset = title.length + gap.length;
  const inText = ranges.filter(({ start }) => start >= offset);
  return {
    title: { text: title, ranges: ranges.filter(({ end }) => end <= title.length) },
    snippet: snippetOf(
      text,
      inText.map(({ start, end }) => ({ start: start - offset, end: end - offset })),
    ),
  };
}
