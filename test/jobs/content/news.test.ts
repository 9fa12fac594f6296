import { describe, expect, it } from "vitest";
import { createAnalyses } from "../../../jobs/content/analyses.ts";
import { createItems } from "../../../jobs/content/items.ts";
import { createRawItems } from "../../../jobs/content/raw-items.ts";
import { createSources } from "../../../jobs/content/sources.ts";
import { createStories } from "../../../jobs/content/stories.ts";
import { addItems, addRawItems, cleanItem, openTestContent } from "../../support/open-content.ts";

const analysis = {
  ...{ provider: "local", model: "plain", summary: "It rose.", topics: ["chips"], entities: [], tickers: ["NVDA"] },
  ...{ sentiment: 0.5, impact: 40, confidence: 0.8, passages: [{ id: "p1", start: 0, end: 4 }] },
};

describe("sources", () => {
  const feed = { kind: "rss", url: "https://news.example/feed", title: "News" } as const;

  it("adds an address once", async () => {
    const sources = createSources(openTestContent());
    const first = await sources.add(feed, 1);
    expect(first.added).toBe(true);
    expect(await sources.add({ ...feed, title: "Again" }, 2)).toEqual({ id: first.id, added: false });
    expect(await sources.all()).toEqual([expect.objectContaining({ title: "News", enabled: true, demo: false })]);
  });

  it("gives those that are enabled and due, the longest due first", async () => {
    const sources = createSources(openTestContent());
    const add = async (name: string, nextFetchAt: number, enabled: boolean) => {
      const { id } = await sources.add({ ...feed, url: name, title: name, enabled }, 1);
      await sources.update(id, { nextFetchAt });
    };
    await add("later", 50, true);
    await add("first", 10, true);
    await add("off", 10, false);
    await add("not yet", 101, true);
    expect((await sources.due(["rss"], 100, 10)).map(({ title }) => title)).toEqual(["first", "later"]);
    expect(await sources.due(["youtube"], 100, 10)).toEqual([]);
    expect(await sources.anyEnabled()).toBe(true);
    expect(await sources.anyEnabled(["youtube"])).toBe(false);
  });

  it("takes everything of a source along when it is removed", async () => {
    const content = openTestContent();
    const [id = 0] = await addItems(content, [{}]);
    await createAnalyses(content).put({ ...analysis, itemId: id }, 5);
    await createStories(content).begin([{ id, title: "A title", publishedAt: 1000 }], 5);
    const [source] = await createSources(content).all();
    expect(await createSources(content).remove(source?.id ?? 0)).toBe(true);
    for (const table of ["raw_item", "item", "analysis", "story", "story_item"] as const)
      expect(await content.selectFrom(table).selectAll().execute()).toEqual([]);
  });
});

describe("raw items", () => {
  it("adds what a source gave once, and tells what is new", async () => {
    const content = openTestContent();
    const first = await addRawItems(content, [{ key: "a" }, { key: "b" }]);
    expect(first).toHaveLength(2);
    expect(await addRawItems(content, [{ key: "b" }, { key: "c" }])).toHaveLength(1);
  });

  it("waits for a page for a while before the item is cleaned", async () => {
    const content = openTestContent();
    const raw = createRawItems(content);
    const [id = 0] = await addRawItems(content, [{ contentState: "wanted" }], 1000);
    expect(await raw.toClean(10, 1000)).toEqual([]);
    expect(await raw.toClean(10, 1001)).toHaveLength(1);
    await raw.setContent(id, { html: "<p>All</p>", text: "All" });
    expect(await raw.toClean(10, 1000)).toEqual([expect.objectContaining({ id, contentText: "All" })]);
  });
});

describe("items", () => {
  it("takes its raw item off the list of what is to be cleaned", async () => {
    const content = openTestContent();
    const [id = 0] = await addItems(content, [{}]);
    expect(await createRawItems(content).toClean(10, 9999)).toEqual([]);
    expect(await createRawItems(content).get(id)).toMatchObject({ state: "clean" });
  });

  it("is analysed anew only when its text has changed", async () => {
    const content = openTestContent();
    const items = createItems(content);
    const [id = 0] = await addItems(content, [{}]);
    await createAnalyses(content).put({ ...analysis, itemId: id }, 5);
    const { sourceId = 0 } = (await items.get(id)) ?? {};
    await items.put([cleanItem({ id, sourceId })], 6);
    expect(await items.get(id)).toMatchObject({ analysisState: "done" });
    await items.put([cleanItem({ id, sourceId, contentHash: "another", text: "Another text." })], 7);
    expect(await items.get(id)).toMatchObject({ analysisState: "waiting", text: "Another text.", createdAt: 1000 });
  });
});

describe("stories", () => {
  it("counts its items and spans their times", async () => {
    const content = openTestContent();
    const stories = createStories(content);
    const [a = 0, b = 0] = await addItems(content, [{}, {}]);
    const id = await stories.begin([{ id: a, title: "First", publishedAt: 100 }], 1);
    await stories.join(id, [{ id: b, title: "Second", publishedAt: 50 }], 2);
    await stories.join(id, [{ id: b, title: "Second", publishedAt: 50 }], 3);
    expect(await stories.get(id)).toMatchObject({
      title: "First",
      itemCount: 2,
      firstAt: 50,
      lastAt: 100,
      updatedAt: 2,
    });
    expect(await stories.ofItem(b)).toMatchObject({ id });
  });
});

describe("analyses", () => {
  it("keeps the latest of an item and marks it as analysed", async () => {
    const content = openTestContent();
    const analyses = createAnalyses(content);
    const [id = 0] = await addItems(content, [{}]);
    const first = await analyses.put({ ...analysis, itemId: id }, 5);
    expect(await analyses.put({ ...analysis, itemId: id, summary: "It fell." }, 6)).toBe(first);
    expect(await analyses.ofItem(id)).toMatchObject({ ...analysis, summary: "It fell.", storyId: null, createdAt: 6 });
    expect(await createItems(content).toAnalyze(10)).toEqual([]);
  });
});
