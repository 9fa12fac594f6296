import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ContentDatabase } from "../../../../jobs/content/content-database.ts";
import { createItems } from "../../../../jobs/content/items.ts";
import { createRawItems, type NewRawItem } from "../../../../jobs/content/raw-items.ts";
import { createSources } from "../../../../jobs/content/sources.ts";
import { createStories } from "../../../../jobs/content/stories.ts";
import { cleanNews } from "../../../../jobs/tasks/sources/clean-news.ts";
import type { WorkOutput } from "../../../../jobs/tasks/work-report.ts";
import { addRawItems, openTestContent } from "../../../support/open-content.ts";
import { runTask } from "../../../support/run-task.ts";
import { tempHome } from "../../../support/temp-home.ts";

const article =
  "The chip maker said on Monday that demand for its newest processors was higher than it could meet this year, " +
  "and that it would build two further factories in Europe before the end of the decade. Its shares rose by a tenth. " +
  "Analysts had expected less, since prices of memory have fallen for months and several customers had put off orders. " +
  "The company wants to hire four thousand people, most of them engineers, and talks with three governments about aid.";
const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 27, 12);

function open() {
  const home = tempHome();
  const content = openTestContent(home);
  const run = (payload = {}, settings = {}) =>
    runTask<WorkOutput>(cleanNews, { contentPath: path.join(home, "content.db"), payload, settings });
  return { content, run };
}

/** An item of a source of its own. */
async function addFrom(content: ContentDatabase, site: string, item: Partial<NewRawItem>): Promise<number> {
  const source = { kind: "rss", url: `https://${site}/feed`, title: site } as const;
  const { id: sourceId } = await createSources(content).add(source, 1);
  const link = `https://${site}/story`;
  const raw = { sourceId, key: "1", title: "A title", link, html: `<p>${article}</p>`, publishedAt: noon, ...item };
  const [id = 0] = await createRawItems(content).add([raw], 1);
  return id;
}

const storyOf = async (content: ContentDatabase, id: number) => (await createStories(content).ofItem(id))?.id;

describe("clean-news", () => {
  it("makes clean text of markup, without what is around it", async () => {
    const { content, run } = open();
    const [id = 0] = await addRawItems(content, [
      {
        title: "Chips &amp; more: <b>demand</b> grows",
        link: "https://news.example/chips/?utm_source=rss&b=2&a=1#top",
        html: `<nav>Home | News</nav><script>alert(1)</script><p>${article}</p><p>It&rsquo;s&nbsp;new.<br>Really.</p>
          <aside>Subscribe to our newsletter</aside><p><a href="/more">Continue reading</a></p>
          <p>The post Chips appeared first on News.</p>`,
      },
    ]);
    const { output, report } = await run();
    expect(output).toMatchObject({ done: 1, skipped: 0, failed: 0 });
    expect(report).toEqual({ summary: "1 cleaned" });
    expect(await createItems(content).get(id)).toMatchObject({
      title: "Chips & more: demand grows",
      text: `${article}\n\nIt’s new. Really.`,
      canonicalUrl: "https://news.example/chips?a=1&b=2",
      language: "eng",
      publishedAt: 1000,
    });
  });

  it("changes nothing the second time", async () => {
    const { content, run } = open();
    await addFrom(content, "a.example", {});
    await addFrom(content, "b.example", {});
    await run();
    const everything = () =>
      Promise.all(
        (["item", "story", "story_item"] as const).map((table) => content.selectFrom(table).selectAll().execute()),
      );
    const before = await everything();
    expect((await run()).output).toMatchObject({ done: 0, skipped: 0, failed: 0 });
    await content.updateTable("raw_item").set({ state: "new" }).execute();
    expect((await run()).output).toMatchObject({ done: 2 });
    expect(await everything()).toEqual(before);
  });

  it("takes as many as it is allowed, the oldest first", async () => {
    const { content, run } = open();
    await addRawItems(content, [{}, {}, {}]);
    expect((await run({}, { "news.cleanLimit": "2" })).output.done).toBe(2);
    expect((await run({ limit: 5 })).output.done).toBe(1);
  });

  it("goes on past an item that says nothing, and does not try it again", async () => {
    const { content, run } = open();
    await addRawItems(content, [{ title: "", html: "<img src=x>" }, { title: "Good" }]);
    const { output, report, log } = await run();
    expect(output).toMatchObject({ done: 1, failed: 1, failedItems: [{ error: expect.stringMatching(/neither/) }] });
    expect(report).toEqual({ summary: "1 cleaned, 1 failed", outcome: "warnings" });
    expect(log.at(-1)).toMatch(/^done=1 skipped=0 failed=1 in \d+ms$/);
    expect((await run()).output).toMatchObject({ done: 0, failed: 0 });
  });

  it("cleans again what has got the full text of its page", async () => {
    const { content, run } = open();
    const id = await addFrom(content, "a.example", { html: "<p>Teaser</p>" });
    await run();
    await createRawItems(content).setContent(id, { html: `<p>${article}</p>`, text: article });
    expect((await run()).output.done).toBe(1);
    expect(await createItems(content).get(id)).toMatchObject({ text: article });
  });

  it.each([
    ["the same text under other titles", { title: "Chip demand soars" }, { title: "Factories to come" }, true],
    ["nearly the same text", {}, { html: `<p>${article.replace("Monday", "Tuesday")}</p>` }, true],
    [
      "titles with most words in common",
      { title: "Chip maker to build two factories in Europe", html: "<p>One.</p>" },
      { title: "Chip maker will build two factories in Europe", html: "<p>Quite another text.</p>" },
      true,
    ],
    [
      "different texts",
      { html: "<p>One.</p>" },
      { html: "<p>Quite another text about gardens.</p>", title: "Gardens" },
      false,
    ],
    ["the same text days apart", {}, { publishedAt: noon + 80 * hour }, false],
  ])("joins %s: %s %s", async (_what, first, second, together) => {
    const { content, run } = open();
    const a = await addFrom(content, "a.example", first);
    const b = await addFrom(content, "b.example", { publishedAt: noon + hour, ...second });
    await run();
    const [storyA, storyB] = [await storyOf(content, a), await storyOf(content, b)];
    if (together) expect(storyA).toBe(storyB);
    expect(storyA !== undefined).toBe(together);
  });

  it("does not take a daily column of one source for one story", async () => {
    const { content, run } = open();
    const column = { title: "Daily discussion thread of the markets", html: "" };
    const [a = 0, b = 0] = await addRawItems(content, [
      { ...column, link: "https://news.example/1", publishedAt: noon },
      { ...column, link: "https://news.example/2", publishedAt: noon + 24 * hour },
    ]);
    await run();
    expect([await storyOf(content, a), await storyOf(content, b)]).toEqual([undefined, undefined]);
  });

  it("adds to a story what comes later", async () => {
    const { content, run } = open();
    const a = await addFrom(content, "a.example", {});
    await addFrom(content, "b.example", { publishedAt: noon + hour });
    await run();
    await addFrom(content, "c.example", { publishedAt: noon + 2 * hour });
    await run();
    expect(await createStories(content).ofItem(a)).toMatchObject({
      itemCount: 3,
      firstAt: noon,
      lastAt: noon + 2 * hour,
    });
  });
});
