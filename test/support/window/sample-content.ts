import { implement, ORPCError } from "@orpc/server";
import { contract } from "../../../jobs/api/contract.ts";
import type { ItemDetail, ItemSummary } from "../../../jobs/model/content/news-views.ts";
import {
  sampleBrief,
  sampleItem,
  sampleMarkdown,
  sampleSource,
  sampleSources,
  sampleStory,
  summaryOfItem,
} from "./sample-news.ts";
import { noPortfolio, sampleInsight, samplePortfolio, sampleSpend } from "./sample-portfolio.ts";
import { createTopic } from "./topics.ts";

const api = implement(contract).content;

/** How much news the sample host has: none, a morning's, more than anybody reads; or it cannot read any. */
export type SampleNews = "none" | "some" | "huge" | "broken";

export type SampleContentOptions = { readonly news: SampleNews; readonly now: () => number };

const amounts = {
  none: { sources: 0, items: 0, stories: 0, briefs: 0, insights: 0 },
  some: { sources: 4, items: 60, stories: 3, briefs: 5, insights: 5 },
  huge: { sources: 500, items: 100_000, stories: 2_000, briefs: 800, insights: 400 },
  broken: { sources: 0, items: 0, stories: 0, briefs: 0, insights: 0 },
} as const;

/** Answers the calls about content from memory. */
export function sampleContent({ news, now }: SampleContentOptions) {
  const broken = () => {
    throw new ORPCError("STORE", {
      message: "content.db could not be read: disk I/O error. Look at the disk, then try again.",
    });
  };
  const state = createState(news, now);
  const whole = handlersOf(state, news, now);
  if (news !== "broken") return whole;
  return {
    ...whole,
    sources: { ...whole.sources, list: api.sources.list.handler(broken) },
    items: { ...whole.items, list: api.items.list.handler(broken), get: api.items.get.handler(broken) },
    stories: { ...whole.stories, list: api.stories.list.handler(broken) },
    briefs: { ...whole.briefs, list: api.briefs.list.handler(broken) },
    insights: { ...whole.insights, list: api.insights.list.handler(broken) },
    portfolio: { ...whole.portfolio, get: api.portfolio.get.handler(broken) },
    search: api.search.handler(broken),
  };
}

type State = ReturnType<typeof createState>;

function createState(news: SampleNews, now: () => number) {
  const many = amounts[news];
  const start = now();
  const changes = createTopic<Record<string, never>>();
  const touched = new Map<number, Partial<ItemDetail>>();
  const item = (id: number): ItemDetail => ({ ...sampleItem(id, start), ...touched.get(id) });
  return {
    ...{ many, start, changes, item },
    sources: sampleSources(many.sources, start),
    dismissed: new Set<number>(),
    touch: (id: number, change: Partial<ItemDetail>) => {
      touched.set(id, { ...touched.get(id), ...change });
      changes.tell({});
    },
    changed: () => changes.tell({}),
    ids: (count: number) => Array.from({ length: count }, (_, index) => index + 1),
  };
}

/** A page of rows that are known by a number: the cursor is the last one. */
function pageOf<Row extends { readonly id: number }>(
  ids: readonly number[],
  make: (id: number) => Row,
  {
    limit = 50,
    cursor,
  }: { readonly limit?: number | undefined; readonly cursor?: { readonly id: number } | undefined },
) {
  const from = cursor === undefined ? 0 : ids.indexOf(cursor.id) + 1;
  const rows = ids.slice(from, from + limit).map(make);
  const last = rows.at(-1);
  return { rows, nextCursor: last && from + limit < ids.length ? { at: 0, id: last.id } : null };
}

function handlersOf(state: State, news: SampleNews, now: () => number) {
  const { many, start, ids } = state;
  return {
    changes: api.changes.handler(({ signal }) => state.changes.listen(signal)),
    sources: sourceHandlers(state, now),
    items: itemHandlers(state, now),
    stories: {
      list: api.stories.list.handler(({ input }) => {
        const fits = ids(many.stories).filter(
          (id) => (input.status ?? sampleStory(id, start).status) === sampleStory(id, start).status,
        );
        const { rows, nextCursor } = pageOf(fits, (id) => sampleStory(id, start), input);
        return { stories: rows, nextCursor };
      }),
      get: api.stories.get.handler(({ input }) => ({
        ...sampleStory(input.storyId, start),
        summaryLong:
          "The bank kept its rate for the fourth time in a row. Bonds rallied.\n\nHouseholds will see no relief before spring.",
        analysis: state.item(1).analysis,
        items: [1, 2, 3, 5, 6].map((id) => summaryOfItem(state.item(id))),
      })),
    },
    briefs: {
      list: api.briefs.list.handler(({ input }) => {
        const { rows, nextCursor } = pageOf(ids(many.briefs), (id) => sampleBrief(id, start), input);
        return { briefs: rows, nextCursor };
      }),
      get: api.briefs.get.handler(({ input }) => {
        const brief = sampleBrief(input.briefId, start);
        return {
          ...brief,
          markdown: sampleMarkdown(brief, start),
          items: [1, 2, 3].map((id) => summaryOfItem(state.item(id))),
        };
      }),
    },
    insights: {
      list: api.insights.list.handler(({ input }) => {
        const left = ids(many.insights).filter((id) => !state.dismissed.has(id));
        const { rows, nextCursor } = pageOf(left, (id) => sampleInsight(id, start), input);
        return { insights: rows, nextCursor };
      }),
      dismiss: api.insights.dismiss.handler(({ input }) => {
        state.dismissed.add(input.insightId);
        return {};
      }),
    },
    portfolio: {
      get: api.portfolio.get.handler(() => (many.items === 0 ? noPortfolio : samplePortfolio(start))),
      importHoldings: api.portfolio.importHoldings.handler(({ input }) => ({
        holdings: [
          { symbol: "FJRD", quantity: 130, cost: 84.5, currency: "EUR", sector: "Banks", change: "changed" as const },
        ],
        removed: ["VOLT"],
        problems: [{ line: 3, message: 'The quantity "many" is no number.' }],
        applied: input.apply === true,
      })),
      setInterests: api.portfolio.setInterests.handler(() => samplePortfolio(start)),
    },
    search: api.search.handler(({ input }) => searched(state, input)),
    spend: {
      byDay: api.spend.byDay.handler(({ input }) => sampleSpend(input.days ?? 30, start, news !== "none").byDay),
      byJob: api.spend.byJob.handler(({ input }) => sampleSpend(input.days ?? 30, start, news !== "none").byJob),
    },
  };
}

function sourceHandlers(state: State, now: () => number) {
  const { sources } = state;
  const find = (sourceId: number) => {
    const index = sources.findIndex(({ id }) => id === sourceId);
    const source = sources[index];
    if (!source) throw new ORPCError("NOT_FOUND", { message: `There is no source ${sourceId}.` });
    return { source, index };
  };
  return {
    list: api.sources.list.handler(() => sources),
    detect: api.sources.detect.handler(({ input }) => ({
      feeds: [
        {
          url: `${input.address}/feed.xml`,
          title: "All news",
          kind: "rss" as const,
          siteUrl: input.address,
          itemCount: 30,
          sourceId: null,
        },
        {
          url: `${input.address}/markets.xml`,
          title: "Markets",
          kind: "rss" as const,
          siteUrl: input.address,
          itemCount: 12,
          sourceId: 1,
        },
      ],
    })),
    add: api.sources.add.handler(({ input }) => {
      const id = Math.max(0, ...sources.map((each) => each.id)) + 1;
      const source = sampleSource(id, now(), { url: input.url, title: input.title ?? input.url });
      sources.push(source);
      state.changed();
      return source;
    }),
    update: api.sources.update.handler(({ input }) => {
      const { source, index } = find(input.sourceId);
      const changed = { ...source, enabled: input.enabled ?? source.enabled, title: input.title ?? source.title };
      sources[index] = changed;
      state.changed();
      return changed;
    }),
    remove: api.sources.remove.handler(({ input }) => {
      sources.splice(find(input.sourceId).index, 1);
      state.changed();
      return {};
    }),
    importOpml: api.sources.importOpml.handler(() => ({ added: [], known: [], refused: [] })),
    exportOpml: api.sources.exportOpml.handler(() => ({ opml: '<opml version="2.0"/>' })),
  };
}

function itemHandlers(state: State, now: () => number) {
  const { many, ids } = state;
  const summary = (id: number): ItemSummary => summaryOfItem(state.item(id));
  return {
    collected: api.items.collected.handler(() => []),
    list: api.items.list.handler(({ input }) => {
      const { sourceId, state: wanted = "all" } = input;
      const fits = ids(many.items).filter((id) => {
        const item = sourceId === undefined && wanted === "all" ? undefined : state.item(id);
        if (!item) return true;
        const asleep = item.snoozedUntil !== null;
        const inState = wanted === "snoozed" ? asleep : !asleep && (wanted === "all" || item.readAt === null);
        return inState && (sourceId ?? item.sourceId) === item.sourceId;
      });
      const { rows, nextCursor } = pageOf(fits, summary, input);
      return { items: rows, nextCursor };
    }),
    get: api.items.get.handler(({ input }) => state.item(input.itemId)),
    update: api.items.update.handler(({ input: { itemId, read, snoozedUntil } }) => {
      state.touch(itemId, {
        ...(read === undefined ? {} : { readAt: read ? now() : null }),
        ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
      });
      return summary(itemId);
    }),
    markRead: api.items.markRead.handler(() => {
      for (const id of ids(Math.min(200, many.items))) state.touch(id, { readAt: now() });
      return { changed: many.items };
    }),
    similar: api.items.similar.handler(() => []),
  };
}

function searched(
  state: State,
  { words, limit = 20 }: { readonly words: string; readonly limit?: number | undefined },
) {
  const wanted = words.replaceAll('"', "").trim().toLowerCase();
  const mark = (text: string) => {
    const start = text.toLowerCase().indexOf(wanted);
    return { text, ranges: start < 0 || wanted === "" ? [] : [{ start, end: start + wanted.length }] };
  };
  const items = state.ids(Math.min(60, state.many.items)).map((id) => state.item(id));
  const found = items.filter(({ title, text }) => `${title} ${text}`.toLowerCase().includes(wanted));
  const stories = state.ids(Math.min(3, state.many.stories)).map((id) => sampleStory(id, state.start));
  return {
    items: found
      .slice(0, limit)
      .map((item) => ({ item: summaryOfItem(item), title: mark(item.title), snippet: mark(item.excerpt) })),
    more: found.length > limit,
    stories: stories
      .filter(({ title }) => title.toLowerCase().includes(wanted))
      .map((story) => ({ story, title: mark(story.title) })),
    briefs: [],
    insights: [],
    note: null,
  };
}
