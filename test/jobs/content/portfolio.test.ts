import { describe, expect, it } from "vitest";
import { createAiUsage } from "../../../jobs/content/ai-usage.ts";
import { createBriefs } from "../../../jobs/content/briefs.ts";
import type { ContentDatabase } from "../../../jobs/content/content-database.ts";
import { createHighlights } from "../../../jobs/content/highlights.ts";
import { createHoldings } from "../../../jobs/content/holdings.ts";
import { createInsights, type NewInsight } from "../../../jobs/content/insights.ts";
import { createProfiles } from "../../../jobs/content/profiles.ts";
import { createUsers } from "../../../jobs/content/users.ts";
import type { Profile } from "../../../jobs/model/portfolio.ts";
import { addItems, openTestContent } from "../../support/open-content.ts";

const addUser = (content: ContentDatabase, email = "me@home.example") =>
  createUsers(content).add({ email, name: "Me" }, 1);

const shown = async (insights: ReturnType<typeof createInsights>, userId: number) =>
  (await insights.page(userId, { limit: 10 })).rows;

describe("users", () => {
  it("takes the first with demo or seed in the address, else the first", async () => {
    const content = openTestContent();
    const users = createUsers(content);
    expect(await users.main()).toBeUndefined();
    const first = await addUser(content);
    expect(await users.main()).toMatchObject({ id: first });
    const seed = await addUser(content, "Seed@home.example");
    await addUser(content, "demo@home.example");
    expect(await users.main()).toMatchObject({ id: seed });
  });

  it("adds an address once, however it is written", async () => {
    const content = openTestContent();
    expect(await addUser(content, "ME@home.example")).toBe(await addUser(content));
  });

  it("remembers what a user is interested in", async () => {
    const content = openTestContent();
    const id = await addUser(content);
    await createUsers(content).setInterests(id, ["chips"]);
    expect(await createUsers(content).get(id)).toMatchObject({ interests: ["chips"] });
  });
});

describe("holdings", () => {
  const nvda = { symbol: "NVDA", quantity: 10, cost: 100.5, currency: "USD", sector: "Technology" };

  it("drops what is no longer held and keeps the rest", async () => {
    const content = openTestContent();
    const holdings = createHoldings(content);
    const user = await addUser(content);
    await holdings.replace(user, [nvda, { ...nvda, symbol: "SAP", sector: null }]);
    const [before] = await holdings.ofUser(user);
    await holdings.replace(user, [{ ...nvda, quantity: 12 }]);
    expect(await holdings.ofUser(user)).toEqual([{ ...before, quantity: 12 }]);
    await holdings.replace(user, []);
    expect(await holdings.ofUser(user)).toEqual([]);
  });
});

describe("profiles", () => {
  it("keeps the latest", async () => {
    const content = openTestContent();
    const profiles = createProfiles(content);
    const userId = await addUser(content);
    const profile: Profile = {
      ...{ userId, risk: "high", horizon: "long", concentration: 0.5, computedAt: 1 },
      ...{ sectors: [{ name: "Technology", share: 1 }], interests: [] },
    };
    await profiles.put(profile);
    await profiles.put({ ...profile, risk: "low", computedAt: 2 });
    expect(await profiles.ofUser(userId)).toEqual({ ...profile, risk: "low", computedAt: 2 });
  });
});

describe("insights", () => {
  const insight = (userId: number, change: Partial<NewInsight> = {}): NewInsight => ({
    ...{ userId, kind: "ticker", title: "NVDA rose", text: "You hold it.", reasons: ["You hold NVDA"] },
    ...{ itemIds: [1], analysisIds: [1], score: 50, fingerprint: "nvda-1", ...change },
  });

  it("says the same thing once", async () => {
    const content = openTestContent();
    const insights = createInsights(content);
    const user = await addUser(content);
    expect(await insights.put(insight(user), 1)).toEqual({ added: true, changed: true });
    expect(await insights.put(insight(user), 2)).toEqual({ added: false, changed: false });
    expect(await insights.put(insight(user, { score: 60 }), 3)).toEqual({ added: false, changed: true });
    expect(await shown(insights, user)).toEqual([expect.objectContaining({ score: 60, createdAt: 1 })]);
  });

  it("shows with a kept one what those rest on that were merged into it", async () => {
    const content = openTestContent();
    const insights = createInsights(content);
    const user = await addUser(content);
    await insights.put(insight(user), 1);
    await insights.put(insight(user, { fingerprint: "nvda-2", itemIds: [2], reasons: ["It is in your sector"] }), 2);
    const [later, kept] = await shown(insights, user);
    await insights.merge(kept?.id ?? 0, [later?.id ?? 0]);
    expect(await shown(insights, user)).toEqual([
      expect.objectContaining({ itemIds: [1, 2], reasons: ["You hold NVDA", "It is in your sector"] }),
    ]);
  });

  it("asks for a relevance until there is one, and shows none that was dismissed", async () => {
    const content = openTestContent();
    const insights = createInsights(content);
    const user = await addUser(content);
    await insights.put(insight(user), 1);
    const [found] = await insights.toScore(10);
    await insights.setRelevance(found?.id ?? 0, 70);
    expect(await insights.toScore(10)).toEqual([]);
    expect(await insights.get(found?.id ?? 0)).toMatchObject({ relevance: 70 });
    expect(await insights.dismiss(found?.id ?? 0, 9)).toBe(true);
    expect(await shown(insights, user)).toEqual([]);
    expect(await insights.dismiss(999, 9)).toBe(false);
  });
});

describe("highlights", () => {
  it("replaces those of an item, and those that stay keep their ids", async () => {
    const content = openTestContent();
    const highlights = createHighlights(content);
    const [item = 0] = await addItems(content, [{}]);
    const quotes = [
      { quote: "A", start: 0, end: 1 },
      { quote: "text", start: 2, end: 6 },
    ];
    await highlights.replace(item, quotes, 1);
    const [first] = await highlights.ofItem(item);
    await highlights.replace(item, [quotes[0] ?? { quote: "", start: 0, end: 1 }], 2);
    expect(await highlights.ofItem(item)).toEqual([first]);
  });
});

describe("briefs", () => {
  it("keeps the latest of a stretch of time", async () => {
    const briefs = createBriefs(openTestContent());
    const brief = {
      title: "Morning",
      markdown: "# Morning",
      fromAt: 1,
      toAt: 2,
      itemIds: [3],
      provider: "local",
      model: "plain",
    };
    const id = await briefs.put(brief, 5);
    expect(await briefs.put({ ...brief, markdown: "# Again" }, 6)).toBe(id);
    expect(await briefs.get(id)).toEqual({ ...brief, id, markdown: "# Again", createdAt: 6 });
    expect(await briefs.newest()).toMatchObject({ id });
  });
});

describe("AI usage", () => {
  it("adds up by day and by task", async () => {
    const usage = createAiUsage(openTestContent());
    const call = (day: string, taskId: string, costUsd: number) =>
      usage.add({
        ...{ at: 1, day, taskId, costUsd, runId: null, provider: "openai", model: "small", kind: "embedding" },
        ...{ inputTokens: 10, outputTokens: 0 },
      });
    await call("2026-11-01", "embed-news", 1);
    await call("2026-11-01", "analyze-news", 2);
    await call("2026-11-02", "embed-news", 4);
    expect(await usage.spent("2026-11-01", "2026-11-01")).toMatchObject({ calls: 2, inputTokens: 20, costUsd: 3 });
    expect(await usage.spent("2026-12-01", "2026-12-31")).toMatchObject({ calls: 0, costUsd: 0 });
    expect((await usage.byDay("2026-11-01", "2026-11-30")).map(({ day, costUsd }) => [day, costUsd])).toEqual([
      ["2026-11-01", 3],
      ["2026-11-02", 4],
    ]);
    expect((await usage.byTask("2026-11-01", "2026-11-30")).map(({ taskId }) => taskId)).toEqual([
      "embed-news",
      "analyze-news",
    ]);
  });
});
