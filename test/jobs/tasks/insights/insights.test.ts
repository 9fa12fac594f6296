import path from "node:path";
import { describe, expect, it } from "vitest";
import { createAnalyses } from "../../../../jobs/content/analyses.ts";
import type { ContentDatabase } from "../../../../jobs/content/content-database.ts";
import { createHoldings } from "../../../../jobs/content/holdings.ts";
import { createInsights } from "../../../../jobs/content/insights.ts";
import { createItems } from "../../../../jobs/content/items.ts";
import { createProfiles } from "../../../../jobs/content/profiles.ts";
import { createStories } from "../../../../jobs/content/stories.ts";
import { createUsers } from "../../../../jobs/content/users.ts";
import type { Analysis } from "../../../../jobs/model/news.ts";
import type { Task } from "../../../../jobs/sdk/task.ts";
import { dedupeInsights } from "../../../../jobs/tasks/insights/dedupe-insights.ts";
import { recomputeProfileInsights } from "../../../../jobs/tasks/insights/recompute-profile-insights.ts";
import type { WorkOutput } from "../../../../jobs/tasks/work-report.ts";
import { addItems, openTestContent } from "../../../support/open-content.ts";
import { runTask } from "../../../support/run-task.ts";
import { tempHome } from "../../../support/temp-home.ts";

const nvda = { symbol: "NVDA", quantity: 10, cost: 100, currency: "USD", sector: "Technology" };
const ko = { symbol: "KO", quantity: 50, cost: 60, currency: "USD", sector: "Consumer Staples" };

async function open() {
  const home = tempHome();
  const content = openTestContent(home);
  const run = (task: Task) => runTask<WorkOutput>(task, { contentPath: path.join(home, "content.db") });
  return { content, recompute: () => run(recomputeProfileInsights), dedupe: () => run(dedupeInsights) };
}

async function addUser(content: ContentDatabase, interests: readonly string[] = []): Promise<number> {
  const userId = await createUsers(content).add({ email: "demo@home.example", name: "Ada", interests }, 1);
  await createHoldings(content).replace(userId, [nvda, ko]);
  return userId;
}

async function analyse(content: ContentDatabase, itemId: number, change: Partial<Analysis>): Promise<void> {
  const analysis = {
    ...{ provider: "local", model: "plain", summary: "What it says.", topics: [], entities: [], tickers: [] },
    ...{ sentiment: -0.6, impact: 60, confidence: 0.8, passages: [], ...change },
  };
  await createAnalyses(content).put({ ...analysis, itemId }, Date.now());
}

const shown = async (content: ContentDatabase, userId: number) =>
  (await createInsights(content).page(userId, { limit: 50 })).rows;

describe("recompute-profile-insights", () => {
  it("is skipped without a user", async () => {
    const { recompute } = await open();
    expect((await recompute()).report).toMatchObject({
      outcome: "skipped",
      summary: expect.stringMatching(/portfolio/),
    });
  });

  it("computes the profile from what is held and what was read", async () => {
    const { content, recompute } = await open();
    const userId = await addUser(content, ["Sailing"]);
    const [a = 0] = await addItems(content, [{}]);
    await analyse(content, a, { topics: ["chips"] });
    await createItems(content).setRead(a, Date.now());
    await recompute();
    expect(await createProfiles(content).ofUser(userId)).toMatchObject({
      ...{ risk: "medium", horizon: "long", concentration: 0.625 },
      sectors: [
        { name: "Consumer Staples", share: 0.75 },
        { name: "Technology", share: 0.25 },
      ],
      interests: [
        { name: "chips", share: 1 },
        { name: "sailing", share: 0.5 },
      ],
    });
  });

  it("joins news to what is held by ticker, else by sector, else by topic, with the reasons", async () => {
    const { content, recompute } = await open();
    const userId = await addUser(content, ["sailing"]);
    const [a = 0, b = 0, c = 0, d = 0] = await addItems(content, [
      { title: "Chips" },
      { title: "Software" },
      { title: "Boats" },
      { title: "Gardens" },
    ]);
    await analyse(content, a, { tickers: ["NASDAQ:NVDA"], topics: ["software"] });
    await analyse(content, b, { topics: ["Software"], impact: 50 });
    await analyse(content, c, { topics: ["sailing"], impact: 40 });
    await analyse(content, d, { topics: ["gardens"] });
    expect((await recompute()).output).toMatchObject({ done: 3, failed: 0 });
    expect(await shown(content, userId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ kind: "ticker", title: "NVDA: Chips", itemIds: [a], score: 54 },
          reasons: ["You hold 10 NVDA, 25 % of what you hold in USD.", "Impact 60 of 100, tone bad."],
        }),
        expect.objectContaining({
          kind: "sector",
          title: "Software",
          reasons: expect.arrayContaining(["25 % of your holdings are in Technology."]),
        }),
        expect.objectContaining({ kind: "topic", reasons: expect.arrayContaining(["You are interested in sailing."]) }),
      ]),
    );
  });

  it("has what is new scored, and asks for nothing when nothing is", async () => {
    const { content, recompute } = await open();
    await addUser(content);
    const [a = 0] = await addItems(content, [{}]);
    await analyse(content, a, { tickers: ["KO"] });
    expect((await recompute()).triggered).toEqual([{ taskId: "score-relevance", payload: {} }]);
    expect((await recompute()).triggered).toEqual([]);
  });

  it("changes nothing the second time, and leaves dismissed what was dismissed", async () => {
    const { content, recompute } = await open();
    const userId = await addUser(content);
    const [a = 0] = await addItems(content, [{}]);
    await analyse(content, a, { tickers: ["KO"] });
    await recompute();
    const everything = () =>
      Promise.all((["insight", "profile"] as const).map((table) => content.selectFrom(table).selectAll().execute()));
    const before = await everything();
    expect((await recompute()).output).toMatchObject({ done: 0, skipped: 1 });
    expect(await everything()).toEqual(before);
    const [insight] = await shown(content, userId);
    await createInsights(content).dismiss(insight?.id ?? 0, 1);
    await recompute();
    expect(await shown(content, userId)).toEqual([]);
  });
});

describe("dedupe-insights", () => {
  it("merges what is about one story and one holding, and keeps the earliest", async () => {
    const { content, recompute, dedupe } = await open();
    const userId = await addUser(content);
    const [a = 0, b = 0] = await addItems(content, [{ title: "Chips rise" }, { title: "Nvidia grows" }]);
    await createStories(content).begin(
      [
        { id: a, title: "Chips rise", publishedAt: 1 },
        { id: b, title: "Nvidia grows", publishedAt: 2 },
      ],
      1,
    );
    await analyse(content, a, { tickers: ["NVDA"] });
    await analyse(content, b, { tickers: ["NVDA", "KO"], impact: 90, summary: "Another summary." });
    await recompute();
    expect((await dedupe()).output).toMatchObject({ done: 1 });
    const left = await shown(content, userId);
    expect(left.map(({ fingerprint }) => fingerprint).sort()).toEqual([
      expect.stringMatching(/^ticker:KO\//),
      expect.stringMatching(/^ticker:NVDA\//),
    ]);
    expect(left.find(({ fingerprint }) => fingerprint.startsWith("ticker:NVDA"))?.itemIds).toHaveLength(2);
    expect((await dedupe()).output).toMatchObject({ done: 0 });
    expect((await recompute()).output).toMatchObject({ done: 0 });
    expect(await shown(content, userId)).toHaveLength(2);
  });

  it("does not merge what says the same of different holdings", async () => {
    const { content, recompute, dedupe } = await open();
    const userId = await addUser(content);
    const [a = 0] = await addItems(content, [{ title: "Markets fall" }]);
    await analyse(content, a, { tickers: ["NVDA", "KO"] });
    await recompute();
    expect((await dedupe()).output).toMatchObject({ done: 0 });
    expect(await shown(content, userId)).toHaveLength(2);
  });
});
