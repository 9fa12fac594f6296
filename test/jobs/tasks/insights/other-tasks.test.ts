import { describe, expect, it, onTestFinished } from "vitest";
import { createHighlights } from "../../../../jobs/content/highlights.ts";
import { createHoldings } from "../../../../jobs/content/holdings.ts";
import { createInsights } from "../../../../jobs/content/insights.ts";
import { createItems } from "../../../../jobs/content/items.ts";
import { createStories } from "../../../../jobs/content/stories.ts";
import { createUsers } from "../../../../jobs/content/users.ts";
import type { Task } from "../../../../jobs/sdk/task.ts";
import type { AiOutput } from "../../../../jobs/tasks/ai/ai-report.ts";
import { embedNews } from "../../../../jobs/tasks/insights/embed-news.ts";
import { extractHighlights } from "../../../../jobs/tasks/insights/extract-highlights.ts";
import { scoreRelevance } from "../../../../jobs/tasks/insights/score-relevance.ts";
import { analyzeStory } from "../../../../jobs/tasks/stories/analyze-story.ts";
import { storySummarize } from "../../../../jobs/tasks/stories/story-summarize.ts";
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

async function openNews(task: Task, reply?: (call: ModelCall, number: number) => ModelReply) {
  const news = await openSampleNews(now);
  const server = reply && (await startModelServer(reply));
  if (server) onTestFinished(server.close);
  const model = server ? { "openai.apiKey": "sk-test", "openai.baseUrl": server.url } : {};
  const run = (payload: Record<string, unknown> = {}, settings: Readonly<Record<string, string>> = {}) =>
    runTask<AiOutput>(task, { contentPath: news.contentPath, settings: { ...model, ...settings }, payload });
  return { ...news, run, calls: server?.calls ?? [] };
}

describe("embed-news", () => {
  it("embeds up to its limit a run, until all are, and then changes nothing", async () => {
    const { run, content } = await openNews(embedNews);
    expect((await run()).report).toEqual({ summary: "20 embedded (local, extractive)" });
    expect((await run()).output.done).toBe(10);
    expect((await run()).output).toMatchObject({ done: 0, failed: 0, model: "local-hashed-ngrams-1" });
    expect(await content.selectFrom("embedding").select("id").execute()).toHaveLength(30);
  });

  const embedded = ({ body }: ModelCall): ModelReply => ({
    json: {
      data: (body.input as string[]).map((_text, index) => ({
        index,
        embedding: Array.from({ length: 256 }, () => 1),
      })),
      usage: { prompt_tokens: 10 },
    },
  });

  it("asks a model once for all", async () => {
    const { run, calls } = await openNews(embedNews, embedded);
    expect((await run()).output.done).toBe(20);
    expect(calls).toHaveLength(1);
  });

  it("embeds one by one what the model refuses together, and leaves the bad one alone after three runs", async () => {
    const { run, calls } = await openNews(embedNews, (call) =>
      JSON.stringify(call.body.input).includes("glass squid") ? errorReply(400, "bad_input") : embedded(call),
    );
    expect((await run({ limit: 30 })).output).toMatchObject({
      done: 29,
      failed: 1,
      failedItems: [{ title: expect.stringMatching(/Deep-sea/) }],
    });
    for (const _turn of [2, 3]) expect((await run()).output).toMatchObject({ done: 0, failed: 1 });
    const before = calls.length;
    expect((await run()).output).toMatchObject({ done: 0, failed: 0 });
    expect(calls).toHaveLength(before);
  });

  it("skips a text without words", async () => {
    const { run, content, ids } = await openNews(embedNews);
    await content
      .updateTable("item")
      .set({ title: "…", text: "!" })
      .where("id", "=", ids.get("tidepool-4") ?? 0)
      .execute();
    expect((await run({ limit: 30 })).output).toMatchObject({
      done: 29,
      skipped: 1,
      skippedItems: [{ reason: expect.stringMatching(/no words/) }],
    });
  });

  it("embeds anew by another model", async () => {
    const { run } = await openNews(embedNews, embedded);
    await run({ limit: 30 });
    expect((await run({ limit: 30 }, { "ai.provider": "local" })).output).toMatchObject({
      done: 30,
      provider: "local",
    });
  });
});

describe("extract-highlights", () => {
  it("keeps quotes that stand in the text where they say, once", async () => {
    const { run, content, ids } = await openNews(extractHighlights);
    const itemIds = [...ids.values()];
    expect((await run({ itemIds })).output).toMatchObject({ done: 30, failed: 0 });
    const before = await content.selectFrom("highlight").selectAll().execute();
    const items = new Map((await createItems(content).many(itemIds)).map((item) => [item.id, item]));
    for (const { item_id: id, quote, start, end } of before) expect(items.get(id)?.text.slice(start, end)).toBe(quote);
    expect((await run({ itemIds })).output.done).toBe(0);
    expect((await run()).output.done).toBe(0);
    expect(await content.selectFrom("highlight").selectAll().execute()).toEqual(before);
  });

  const quotes = (...list: string[]) => responsesReply(JSON.stringify({ quotes: list }));
  const verbatim = "Norland's central bank kept its key interest rate at 3.5% on Friday";

  it("takes the text's own words where only the space differs", async () => {
    const { run, content, ids } = await openNews(extractHighlights, () =>
      quotes(verbatim.replace("bank kept", "bank\n  kept")),
    );
    const id = ids.get("central-bank-holds") ?? 0;
    await run({ itemIds: [id] });
    expect(await createHighlights(content).ofItem(id)).toMatchObject([
      { quote: verbatim, start: 0, end: verbatim.length },
    ]);
  });

  it("asks again once for a quote that was made up, then keeps only those that stand in the text", async () => {
    const { run, calls, content, ids } = await openNews(extractHighlights, () =>
      quotes(verbatim, "Norland's central bank raised its key rate to 9%"),
    );
    const id = ids.get("central-bank-holds") ?? 0;
    expect((await run({ itemIds: [id] })).output.done).toBe(1);
    expect(calls).toHaveLength(2);
    expect((await createHighlights(content).ofItem(id)).map(({ quote }) => quote)).toEqual([verbatim]);
  });

  it("fails for an item of which every quote was made up, and tries it again later", async () => {
    const { run, content, ids } = await openNews(extractHighlights, () => quotes("A quote that nobody ever wrote."));
    const id = ids.get("central-bank-holds") ?? 0;
    expect((await run({ itemIds: [id] })).output).toMatchObject({ done: 0, failed: 1 });
    expect((await run({ itemIds: [id] })).output.failed).toBe(1);
    expect(await createHighlights(content).ofItem(id)).toEqual([]);
  });

  it("looks anew at a text that has changed", async () => {
    const { run, content, ids } = await openNews(extractHighlights);
    const id = ids.get("central-bank-holds") ?? 0;
    await run({ itemIds: [id] });
    await content
      .updateTable("item")
      .set({ text: "The bank changed its mind on Saturday and cut its key rate." })
      .where("id", "=", id)
      .execute();
    expect((await run({ itemIds: [id] })).output.done).toBe(1);
  });
});

describe("stories", () => {
  it("are analysed and summarised when they have grown, and not again before", async () => {
    for (const task of [analyzeStory, storySummarize]) {
      const { run, content } = await openNews(task);
      expect((await run()).output).toMatchObject({ done: 11, failed: 0 });
      const kept = async () => [
        await content.selectFrom("story").selectAll().execute(),
        await content.selectFrom("analysis").selectAll().execute(),
      ];
      const before = await kept();
      expect((await run()).output.done).toBe(0);
      expect(await kept()).toEqual(before);
      const [story] = await createStories(content).ofStatus(["new"], 1);
      const { id: itemId } = await content
        .selectFrom("item")
        .select("id")
        .where("title", "like", "Tidepool%")
        .executeTakeFirstOrThrow();
      await createStories(content).join(story?.id ?? 0, [{ id: itemId, title: "More", publishedAt: now }], now);
      expect((await run()).output.done).toBe(1);
    }
  });

  it("are summarised in the words of their items by plain methods", async () => {
    const { run, content } = await openNews(storySummarize);
    await run();
    const story = await content
      .selectFrom("story")
      .selectAll()
      .where("title", "like", "%ransomware%")
      .executeTakeFirstOrThrow();
    const texts = (await createStories(content).items(story.id)).map(({ text }) => text).join("\n");
    expect(texts).toContain(story.summary_short);
    expect(story.summary_long?.length).toBeGreaterThan(200);
    expect(story.summary_items).toBe(3);
  });

  it("keep the passages of a story's analysis by item", async () => {
    const { run, content } = await openNews(analyzeStory);
    await run();
    const rows = await content.selectFrom("analysis").select(["passages", "story_id"]).execute();
    expect(rows).toHaveLength(11);
    for (const { passages } of rows) expect(passages).toMatch(/"id":"i\d+p\d+"/);
  });
});

describe("score-relevance", () => {
  async function openInsights(reply?: (call: ModelCall, number: number) => ModelReply) {
    const news = await openNews(scoreRelevance, reply);
    const userId = await createUsers(news.content).add(
      { email: "me@example.com", name: "Me", interests: ["semiconductors"] },
      now,
    );
    const put = (title: string, text: string) =>
      createInsights(news.content).put(
        { userId, kind: "news", title, text, reasons: [], itemIds: [], analysisIds: [], score: 50, fingerprint: title },
        now,
      );
    const relevances = async () => {
      const rows = await news.content.selectFrom("insight").select(["title", "relevance"]).execute();
      return new Map(rows.map(({ title, relevance }) => [title, relevance]));
    };
    return { ...news, userId, put, relevances };
  }

  it("puts holdings before interests before the rest, once", async () => {
    const { run, put, relevances, content, userId } = await openInsights();
    await createHoldings(content).replace(userId, [
      { symbol: "AURL", quantity: 1, cost: 1, currency: "USD", sector: null },
    ]);
    await put("Holding", "AURL raised its forecast.");
    await put("Interest", "Makers of semiconductors are sold out.");
    await put("Other", "A ferry was launched.");
    expect((await run()).output).toMatchObject({ done: 3, failed: 0 });
    const found = await relevances();
    expect(found.get("Holding")).toBeGreaterThan(found.get("Interest") ?? 0);
    expect(found.get("Interest")).toBeGreaterThan(found.get("Other") ?? 0);
    expect(found.get("Other")).toBe(0);
    expect((await run()).output.done).toBe(0);
  });

  it("takes a model's number, and refuses one out of range", async () => {
    const fine = await openInsights(() => responsesReply('{"relevance": 71.6}'));
    await fine.put("One", "Text.");
    await fine.run();
    expect((await fine.relevances()).get("One")).toBe(72);
    const wrong = await openInsights(() => responsesReply('{"relevance": 1000}'));
    await wrong.put("One", "Text.");
    expect((await wrong.run()).output.failed).toBe(1);
    expect((await wrong.relevances()).get("One")).toBeNull();
  });

  it("skips an insight of a user of whom nothing is known", async () => {
    const { run, put, content, userId } = await openInsights();
    await createUsers(content).setInterests(userId, []);
    await put("One", "Text.");
    expect((await run()).output).toMatchObject({
      done: 0,
      skipped: 1,
      skippedItems: [{ reason: expect.stringMatching(/no holdings/) }],
    });
  });
});
