import { describe, expect, it, onTestFinished } from "vitest";
import { createAnalyses } from "../../../../jobs/content/analyses.ts";
import { createItems } from "../../../../jobs/content/items.ts";
import type { AiOutput } from "../../../../jobs/tasks/ai/ai-report.ts";
import { analyzeNews } from "../../../../jobs/tasks/insights/analyze-news.ts";
import {
  errorReply,
  type ModelCall,
  type ModelReply,
  responsesReply,
  startModelServer,
} from "../../../support/model-server.ts";
import { runTask } from "../../../support/run-task.ts";
import { openSampleNews } from "../../../support/sample-news.ts";

const now = Date.now();

const fine = {
  summary: "The bank kept its rate.",
  topics: ["monetary policy"],
  entities: ["Norland"],
  tickers: [],
  sentiment: 0.1,
  impact: 60,
  confidence: 0.8,
  passages: ["p1"],
};

async function openNews(reply?: (call: ModelCall, number: number) => ModelReply) {
  const news = await openSampleNews(now);
  const server = reply && (await startModelServer(reply));
  if (server) onTestFinished(server.close);
  const model = server ? { "openai.apiKey": "sk-test", "openai.baseUrl": server.url } : {};
  const run = (settings: Readonly<Record<string, string>> = {}, payload: Record<string, unknown> = {}) =>
    runTask<AiOutput>(analyzeNews, { contentPath: news.contentPath, settings: { ...model, ...settings }, payload });
  return {
    ...news,
    run,
    calls: server?.calls ?? [],
    items: createItems(news.content),
    analyses: createAnalyses(news.content),
  };
}

const waiting = async (items: ReturnType<typeof createItems>) => (await items.toAnalyze(100)).length;

describe("analyze-news by plain methods", () => {
  it("analyses the newest items up to its limit, and says by what", async () => {
    const { run, items } = await openNews();
    const { output, report, log } = await run();
    expect(output).toMatchObject({ provider: "local", model: "extractive", done: 10, skipped: 0, failed: 0 });
    expect(report).toEqual({ summary: "10 analysed (local, extractive)" });
    expect(log.at(-1)).toMatch(/^done=10 skipped=0 failed=0 in \d+ms$/);
    expect(await waiting(items)).toBe(20);
  });

  it("is through after enough runs, and then changes nothing", async () => {
    const { run, content } = await openNews();
    await run({}, { limit: 100 });
    const before = await content.selectFrom("analysis").selectAll().execute();
    const again = await run({}, { limit: 100 });
    expect(again.output.done).toBe(0);
    expect(again.triggered).toEqual([]);
    expect(await content.selectFrom("analysis").selectAll().execute()).toEqual(before);
    expect(before).toHaveLength(30);
  });

  it("keeps where the summary was taken from", async () => {
    const { run, analyses, items, ids } = await openNews();
    await run({}, { limit: 100 });
    const id = ids.get("central-bank-holds") ?? 0;
    const [analysis, item] = [await analyses.ofItem(id), await items.get(id)];
    const used = (analysis?.passages ?? []).map(({ start, end }) => item?.text.slice(start, end)).join("\n");
    expect(used).toContain("Norland's central bank kept its key interest rate");
  });

  it("has highlights extracted and stories worked on once something was analysed", async () => {
    const { run } = await openNews();
    const { triggered } = await run({}, { limit: 2 });
    expect(triggered.map(({ taskId }) => taskId)).toEqual(["extract-highlights", "analyze-story", "story-summarize"]);
    expect(triggered[0]?.payload).toMatchObject({ itemIds: [expect.any(Number), expect.any(Number)] });
  });

  it("takes an item whose text has nothing to say", async () => {
    const { run, content, analyses, ids } = await openNews();
    const id = ids.get("glass-squid") ?? 0;
    await content
      .updateTable("item")
      .set({ text: "https://example.com <b>x</b>", title: "\u202ehttps://x" })
      .where("id", "=", id)
      .execute();
    expect((await run({}, { limit: 100 })).output).toMatchObject({ done: 30, failed: 0 });
    expect((await analyses.ofItem(id))?.summary).not.toMatch(/https|<|\u202e/);
  });
});

describe("analyze-news by a model", () => {
  it("keeps what the model found, with the passages it used", async () => {
    const { run, analyses, items } = await openNews(() => responsesReply(JSON.stringify(fine)));
    const { output } = await run({}, { limit: 1 });
    expect(output).toMatchObject({ provider: "openai", model: "gpt-5.6-luna", done: 1 });
    const [analysis] = await analyses.since(0, 1);
    expect(analysis).toMatchObject({
      ...fine,
      passages: [{ id: "p1", start: 0 }],
      provider: "openai",
      model: "gpt-5.6-luna",
    });
    expect(await waiting(items)).toBe(29);
  });

  const hostile: readonly (readonly [string, unknown])[] = [
    ["a link in its summary", { ...fine, summary: "See https://evil.example now." }],
    ["markup in its summary", { ...fine, summary: "<img src=x onerror=alert(1)>" }],
    ["a hidden character", { ...fine, summary: "All is fine\u202e." }],
    ["an address for a topic", { ...fine, topics: ["www.evil.example"] }],
    ["a tool that it wants to call", { ...fine, tool: { url: "https://evil.example" } }],
    ["a ticker that is none", { ...fine, tickers: ["DROP TABLE item"] }],
    ["a passage that does not exist", { ...fine, passages: ["p99"] }],
    ["a mood beyond all bounds", { ...fine, sentiment: 7 }],
    ["an endless summary", { ...fine, summary: "a ".repeat(5_000) }],
  ];

  it.each(hostile)(
    "refuses an answer with %s, asks once again, and does not mark the item as done",
    async (_what, answer) => {
      const { run, calls, items, content } = await openNews(() => responsesReply(JSON.stringify(answer)));
      const { output, report } = await run({}, { limit: 1 });
      expect(calls).toHaveLength(2);
      expect(output).toMatchObject({ done: 0, failed: 1 });
      expect(report.outcome).toBe("warnings");
      expect(await waiting(items)).toBe(30);
      expect(await content.selectFrom("analysis").select("id").execute()).toEqual([]);
    },
  );

  it("leaves an item alone after three runs that failed, and keeps why", async () => {
    const { run, items } = await openNews(() => responsesReply("no JSON"));
    for (let turn = 0; turn < 3; turn++) await run({}, { limit: 1 });
    const failed = (await items.many([...Array(31).keys()])).filter(({ analysisState }) => analysisState === "failed");
    expect(failed).toMatchObject([{ analysisTries: 3, analysisError: expect.stringMatching(/not JSON/) }]);
    expect(await waiting(items)).toBe(29);
  });

  it("goes on past an item that fails", async () => {
    const { run } = await openNews((_call, number) => responsesReply(number <= 2 ? "no" : JSON.stringify(fine)));
    const { output } = await run({}, { limit: 4 });
    expect(output).toMatchObject({ done: 3, failed: 1, failedItems: [{ error: expect.stringMatching(/not JSON/) }] });
  });

  it.each([
    ["a refused key", errorReply(401, "invalid_api_key"), /key is not accepted/],
    ["a spent quota", errorReply(429, "insufficient_quota"), /quota is used up/],
  ])("stops at the first item after %s, and costs no item a try", async (_what, reply, reason) => {
    const { run, calls, items } = await openNews(() => reply);
    await expect(run()).rejects.toMatchObject({ name: "NonRetryableError", message: expect.stringMatching(reason) });
    expect(calls).toHaveLength(1);
    expect((await items.toAnalyze(1))[0]).toMatchObject({
      analysisTries: 0,
      analysisError: expect.stringMatching(reason),
    });
  });

  it("comes back when the server says so", async () => {
    const { run, items } = await openNews(() => errorReply(429, "rate_limit_exceeded", { "retry-after": "900" }));
    await expect(run()).rejects.toMatchObject({ name: "RetryAfterError", after: 900_000 });
    expect(await waiting(items)).toBe(30);
  });

  it("is skipped when a model is wanted and there is no key, and names the setting", async () => {
    const { run } = await openNews();
    const { output, report } = await run({ "ai.provider": "openai" });
    expect(report).toEqual({ outcome: "skipped", summary: expect.stringMatching(/OPENAI_API_KEY/) });
    expect(output).toMatchObject({ done: 0, failed: 0 });
  });

  it("asks nobody when plain methods are wanted, whatever keys there are", async () => {
    const { run, calls } = await openNews(() => responsesReply("no"));
    expect((await run({ "ai.provider": "local" })).output).toMatchObject({ provider: "local", done: 10 });
    expect(calls).toHaveLength(0);
  });

  it("stops before it passes the budget, keeps the rest for later, and goes on the next day", async () => {
    const usage = { usage: { input_tokens: 1_000, output_tokens: 1_000 } };
    const { run, calls, content, items } = await openNews(() => responsesReply(JSON.stringify(fine), usage));
    const { output, report } = await run({ "ai.dailyBudgetUsd": "0.0075" });
    expect(output.done).toBeGreaterThan(0);
    expect(output.failed).toBe(0);
    expect(output.done + output.skipped).toBe(10);
    expect(report.summary).toMatch(/left, budget: .*ai\.dailyBudgetUsd/);
    expect(calls).toHaveLength(output.done);
    const { spent } = await content
      .selectFrom("ai_usage")
      .select(({ fn }) => fn.sum<number>("cost_usd").as("spent"))
      .executeTakeFirstOrThrow();
    expect(spent).toBeLessThanOrEqual(0.0075);
    const left = await waiting(items);
    await content.updateTable("ai_usage").set({ day: "2001-01-01" }).execute();
    await run({ "ai.dailyBudgetUsd": "0.0075" });
    expect(await waiting(items)).toBeLessThan(left);
  });

  it("logs requests and answers with LOG_OPENAI=1, and the key nowhere", async () => {
    const canary = "sk-canary-77d1";
    const { run, content } = await openNews(() => responsesReply(`{"leak":"${canary}"}`));
    const { output, log } = await run({ "ai.logRequests": "1", "openai.apiKey": canary }, { limit: 2 });
    expect(log.some((line) => line.startsWith("POST "))).toBe(true);
    const kept = [
      await content.selectFrom("ai_usage").selectAll().execute(),
      await content.selectFrom("item").select(["analysis_error"]).execute(),
    ];
    expect(JSON.stringify([log, output, kept])).not.toContain(canary);
  });
});
