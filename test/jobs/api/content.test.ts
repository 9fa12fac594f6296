import path from "node:path";
import { describe, expect, it } from "vitest";
import type { JobdeckClient } from "../../../jobs/api/contract.ts";
import { createAnalyses } from "../../../jobs/content/analyses.ts";
import { createBriefs } from "../../../jobs/content/briefs.ts";
import { type ContentDatabase, openContent } from "../../../jobs/content/content-database.ts";
import { createEmbeddings } from "../../../jobs/content/embeddings.ts";
import { createStories } from "../../../jobs/content/stories.ts";
import { vectorDimensions } from "../../../jobs/content/vector-index.ts";
import { addItems } from "../../support/open-content.ts";
import { startTestHost } from "../../support/start-test-host.ts";
import { tempHome } from "../../support/temp-home.ts";

type Opened = { readonly client: JobdeckClient; readonly content: ContentDatabase };

/** A host, and a second connection to its content, as a task in a thread would have. */
async function open(): Promise<Opened> {
  const home = tempHome();
  const { client } = await startTestHost({ home });
  return { client, content: openContent(path.join(home, "content.db")) };
}

const analysis = {
  ...{ provider: "local", model: "plain", summary: "It rose.", topics: ["chips"], entities: [], tickers: ["NVDA"] },
  ...{ sentiment: 0.5, impact: 40, confidence: 0.8, passages: [{ id: "p1", start: 0, end: 2 }] },
};

describe("items over the contract", () => {
  it("come page by page, the newest first", async () => {
    const { client, content } = await open();
    const ids = await addItems(
      content,
      [100, 300, 200].map((publishedAt) => ({ publishedAt })),
    );
    const first = await client.content.items.list({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    const rest = await client.content.items.list({ limit: 2, cursor: first.nextCursor ?? { at: 0, id: 0 } });
    expect(rest).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
  });

  it("are read, and left out of what is unread", async () => {
    const { client, content } = await open();
    const [a = 0, b = 0] = await addItems(content, [{}, {}]);
    expect(await client.content.items.update({ itemId: a, read: true })).toMatchObject({
      readAt: expect.any(Number),
    });
    expect((await client.content.items.list({ state: "unread" })).items.map(({ id }) => id)).toEqual([b]);
    expect((await client.content.sources.list({}))[0]).toMatchObject({ itemCount: 2, unreadCount: 1 });
    expect(await client.content.items.markRead({})).toEqual({ changed: 1 });
    expect((await client.content.items.list({ state: "unread" })).items).toEqual([]);
  });

  it("are gone from the list while they are snoozed", async () => {
    const { client, content } = await open();
    const [a = 0] = await addItems(content, [{}]);
    await client.content.items.update({ itemId: a, snoozedUntil: 8e15 });
    expect((await client.content.items.list({})).items).toEqual([]);
    expect((await client.content.items.list({ state: "snoozed" })).items).toHaveLength(1);
    await client.content.items.update({ itemId: a, snoozedUntil: null });
    expect((await client.content.items.list({})).items).toHaveLength(1);
  });

  it("come with all that was found out about them", async () => {
    const { client, content } = await open();
    const [a = 0] = await addItems(content, [{ text: "It rose." }]);
    await createAnalyses(content).put({ ...analysis, itemId: a }, 1);
    const storyId = await createStories(content).begin([{ id: a, title: "A title", publishedAt: 1000 }], 1);
    expect(await client.content.items.get({ itemId: a })).toMatchObject({
      ...{ text: "It rose.", sourceTitle: "News", impact: 40, highlights: [] },
      analysis: { summary: "It rose.", passages: [{ start: 0, end: 2 }] },
      story: { id: storyId, itemCount: 1, impact: 40 },
    });
    expect(await client.content.stories.get({ storyId })).toMatchObject({ items: [{ id: a }], analysis: null });
    expect((await client.content.stories.list({ status: "new" })).stories).toHaveLength(1);
  });

  it("that are not there are said to be so", async () => {
    const { client } = await open();
    await expect(client.content.items.get({ itemId: 7 })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("item 7"),
    });
  });

  it("are found by what they are like", async () => {
    const { client, content } = await open();
    const ids = await addItems(content, [{}, {}]);
    const vector = new Array<number>(vectorDimensions).fill(1);
    const space = { provider: "local", model: "hashed" };
    await createEmbeddings(content).put(
      space,
      ids.map((itemId) => ({ itemId, vector })),
      1,
    );
    expect(await client.content.items.similar({ itemId: ids[0] ?? 0 })).toEqual([
      expect.objectContaining({ id: ids[1], similarity: expect.closeTo(1, 5) }),
    ]);
  });
});

describe("briefs over the contract", () => {
  it("bring the items that they cite, and leave out those that are gone", async () => {
    const { client, content } = await open();
    const [a = 0] = await addItems(content, [{}]);
    const brief = { title: "Morning", markdown: "# Morning", provider: "local", model: "plain" };
    const briefId = await createBriefs(content).put({ ...brief, fromAt: 1, toAt: 2, itemIds: [999, a] }, 5);
    expect((await client.content.briefs.list({})).briefs).toMatchObject([{ id: briefId, itemCount: 2 }]);
    expect(await client.content.briefs.get({ briefId })).toMatchObject({ markdown: "# Morning", items: [{ id: a }] });
  });
});

describe("the portfolio over the contract", () => {
  const csv = "symbol,quantity,cost,currency,sector\nAAPL,10,100,USD,Technology\nSAP,5,-1,EUR,\n";

  it("shows what a file would change before it is applied", async () => {
    const { client } = await open();
    const preview = await client.content.portfolio.importHoldings({ csv });
    expect(preview).toMatchObject({ applied: false, holdings: [{ symbol: "AAPL", change: "added" }] });
    expect(preview.problems).toEqual([{ line: 3, message: expect.stringContaining("-1") }]);
    expect((await client.content.portfolio.importHoldings({ csv, apply: true })).applied).toBe(false);
    expect((await client.content.portfolio.importHoldings({ csv, apply: true, skipProblems: true })).applied).toBe(
      true,
    );
    expect(await client.content.portfolio.get({})).toMatchObject({
      user: { name: "Me" },
      holdings: [{ symbol: "AAPL", value: 1000, share: 1 }],
      exposure: [{ currency: "USD", sectors: [{ name: "Technology", share: 1 }] }],
    });
    const again = await client.content.portfolio.importHoldings({ csv: "SAP,5,80,EUR" });
    expect(again).toMatchObject({ holdings: [{ symbol: "SAP", change: "added" }], removed: ["AAPL"] });
  });

  it("keeps what a user is interested in", async () => {
    const { client } = await open();
    expect(await client.content.portfolio.setInterests({ interests: ["chips", "chips"] })).toMatchObject({
      user: { interests: ["chips"] },
    });
  });
});

describe("the search over the contract", () => {
  it("finds in items, stories and briefs at once", async () => {
    const { client, content } = await open();
    const [a = 0] = await addItems(content, [{ title: "Chips are rising", text: "Demand for chips grew." }, {}]);
    const storyId = await createStories(content).begin([{ id: a, title: "Chips rising", publishedAt: 1000 }], 1);
    const brief = { title: "Morning", markdown: "Chips are rising again.", provider: "local", model: "plain" };
    await createBriefs(content).put({ ...brief, fromAt: 1, toAt: 2, itemIds: [a] }, 5);
    const found = await client.content.search({ words: "chips ris" });
    expect(found).toMatchObject({ more: false, note: null, stories: [{ story: { id: storyId } }] });
    expect(found.items).toMatchObject([
      {
        item: { id: a },
        title: {
          text: "Chips are rising",
          ranges: [
            { start: 0, end: 5 },
            { start: 10, end: 16 },
          ],
        },
      },
    ]);
    expect(found.briefs).toMatchObject([
      {
        snippet: {
          ranges: [
            { start: 0, end: 5 },
            { start: 10, end: 13 },
          ],
        },
      },
    ]);
  });
});

describe("what AI costs over the contract", () => {
  it("has every day, also those without a call", async () => {
    const { client } = await open();
    const spend = await client.content.spend.byDay({ days: 7 });
    expect(spend.days).toHaveLength(7);
    expect(spend.days.at(-1)?.day).toBe(spend.to);
    expect(spend.total).toEqual({ calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 });
  });
});

describe("changes of content", () => {
  it("are told when a call made them", async () => {
    const { client, content } = await open();
    const [a = 0] = await addItems(content, [{}]);
    const changes = await client.content.changes({});
    const next = changes.next();
    await client.content.items.update({ itemId: a, read: true });
    expect(await next).toEqual({ done: false, value: {} });
    await changes.return?.();
  });
});
