import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openContent } from "../../../../jobs/content/content-database.ts";
import { migrateContent } from "../../../../jobs/content/migrate-content.ts";
import { createRawItems } from "../../../../jobs/content/raw-items.ts";
import { createSources } from "../../../../jobs/content/sources.ts";
import { builtInTasks } from "../../../../jobs/tasks/registry.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { rssOf } from "../../../support/open-sources.ts";
import { document, type Outside, serveOutside, status } from "../../../support/outside.ts";
import { migrationsPath } from "../../../support/paths.ts";
import { linesOf, runToEnd } from "../../../support/run-in-engine.ts";
import { tempHome } from "../../../support/temp-home.ts";

/** An engine that may ask these servers, and its content. */
function openNews(...outside: readonly Outside[]) {
  const home = tempHome();
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  const env = { JOBDECK_ALLOWED_HOSTS: outside.map(({ host }) => host).join(" ") };
  const engine = openEngine({ home, tasks: builtInTasks, env });
  const withContent = async <T>(work: (content: ReturnType<typeof openContent>) => Promise<T>): Promise<T> => {
    const content = openContent(path.join(home, "content.db"));
    return work(content).finally(() => content.destroy());
  };
  return {
    home,
    engine,
    add: (url: string, kind: "rss" | "youtube" = "rss") =>
      withContent((content) => createSources(content).add({ kind, url, title: url }, Date.now())),
    items: () => withContent((content) => content.selectFrom("raw_item").selectAll().orderBy("id").execute()),
    sources: () => withContent((content) => createSources(content).all()),
    wanted: () => withContent((content) => createRawItems(content).wanted(100)),
    run: (taskId: string, payload: unknown = {}) => runToEnd(engine, taskId, payload),
  };
}

const article = `<html><head><title>On tides</title><meta name="author" content="Ines Holm"><meta property="og:image" content="/tide.jpg"></head>
<body><nav>Home</nav><article><h1>On tides</h1>${"<p>The tide comes in, and the tide goes out, twice a day and a little more.</p>".repeat(12)}</article></body></html>`;

describe("the tasks of sources", () => {
  it("fetch all sources in one run, past a bad one, and the second time insert nothing", async () => {
    const outside = await serveOutside();
    const news = openNews(outside);
    await news.add(outside.at("/1", document(rssOf("One", "a", "b"))));
    await news.add(outside.at("/2", status(404)));
    await news.add(outside.at("/3", document(rssOf("Three", "c"))));
    const first = await news.run("ingest-rss");
    expect(first.run).toMatchObject({
      ...{ status: "completed", outcome: "warnings", summary: "3 new items of 3 sources, 1 failed" },
      output: {
        ...{ done: 2, skipped: 0, failed: 1, newItems: 3, unchanged: 0 },
        failedItems: [{ subject: `${outside.url}/2`, error: expect.stringContaining("404") }],
      },
    });
    expect(linesOf(first, "info")).toContainEqual(expect.stringMatching(/^done=2 skipped=0 failed=1 in \d+ms$/));
    const second = await news.run("ingest-rss");
    expect(second.run.output).toMatchObject({ done: 2, skipped: 1, failed: 0, newItems: 0 });
    expect(await news.items()).toHaveLength(3);
  });

  it("fail when no source can be fetched for a reason that may pass", async () => {
    const news = openNews();
    await news.add("http://127.0.0.1:1/blocked");
    expect((await news.run("ingest-rss")).run).toMatchObject({ status: "completed", outcome: "warnings" });
    const outside = await serveOutside();
    const other = openNews(outside);
    await other.add(outside.at("/1", status(410)));
    const { id } = await other.add(outside.at("/2", status(503)));
    expect((await other.run("ingest-source", { sourceId: id })).run).toMatchObject({ status: "failed", attempts: 1 });
  });

  it("start a run for each source that is due, one for each due time", async () => {
    const outside = await serveOutside();
    const news = openNews(outside);
    await news.add(outside.at("/1", document(rssOf("One", "a"))));
    await news.add(outside.at("/2", document(rssOf("Two", "b"))));
    await news.add(outside.at("/y", document(rssOf("Y", "v"))), "youtube");
    const pulled = await news.run("ingest-pull");
    expect(pulled.run).toMatchObject({ status: "completed", output: { due: 2 } });
    const { runs: children } = await news.engine.queries.runs({ taskIds: ["ingest-source"], limit: 10 });
    expect(children).toHaveLength(2);
    for (const { id } of children) expect(await news.engine.settled(id)).toMatchObject({ status: "completed" });
    expect((await news.run("ingest-pull")).run.output).toMatchObject({ due: 0 });
    expect((await news.run("ingest-pull-youtube")).run.output).toMatchObject({ due: 1 });
  });

  it("fetch the pages that are wanted, with picture and author", async () => {
    const outside = await serveOutside();
    const news = openNews(outside);
    const page = outside.at("/tides", document(article, { "content-type": "text/html" }));
    const feed = `<rss><channel><title>T</title><item><title>On tides</title><link>${page}</link></item></channel></rss>`;
    const { id } = await news.add(outside.at("/feed", document(feed)));
    await news.run("ingest-source", { sourceId: id });
    const [child] = (await news.engine.queries.runs({ taskIds: ["fetch-content"], limit: 10 })).runs;
    expect(await news.engine.settled(child?.id ?? "")).toMatchObject({ status: "completed" });
    expect(await news.items()).toMatchObject([
      {
        ...{ content_state: "fetched", author: "Ines Holm", lead_image: `${outside.url}/tide.jpg` },
        content_text: expect.stringContaining("twice a day"),
      },
    ]);
    expect(await news.wanted()).toEqual([]);
    expect((await news.run("fetch-content", { itemIds: [1] })).run.output).toMatchObject({ done: 0, skipped: 1 });
  });

  it("keep a page once, and offer the feed that it names", async () => {
    const outside = await serveOutside();
    const news = openNews(outside);
    outside.at("/feed", document(rssOf("The feed", "a", "b")));
    const link = '<link rel="alternate" type="application/rss+xml" href="/feed">';
    const url = outside.at(
      "/page",
      document(article.replace("<head>", `<head>${link}`), { "content-type": "text/html" }),
    );
    const feeds = [{ url: `${outside.url}/feed`, title: "The feed", itemCount: 2 }];
    expect((await news.run("ingest-oneoff", { url })).run.output).toMatchObject({
      kind: "article",
      done: 1,
      itemId: 1,
      feeds,
    });
    expect((await news.run("ingest-oneoff", { url })).run.output).toMatchObject({ done: 0, skipped: 1 });
    expect(await news.items()).toMatchObject([{ title: "On tides", link: url, content_state: "fetched" }]);
    expect((await news.run("ingest-oneoff", { url, addSource: true })).run.output).toMatchObject({
      kind: "feed",
      done: 1,
      feeds,
    });
    expect((await news.sources()).map(({ kind }) => kind).sort()).toEqual(["page", "rss"]);
  });

  it("take files in once, and go on past one that cannot be read", async () => {
    const news = openNews();
    const folder = path.join(news.home, "in");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "a.md"), "---\ntitle: Matter\n---\n# Heading\n\nText <b>&amp;</b> more");
    writeFileSync(path.join(folder, "b.txt"), "Only text");
    writeFileSync(path.join(folder, "c.html"), article);
    writeFileSync(path.join(folder, "d.pdf"), pdfOf("Words in a PDF"));
    writeFileSync(path.join(folder, "e.pdf"), "no pdf");
    writeFileSync(path.join(folder, "f.png"), "ignored");
    writeFileSync(
      path.join(folder, "g.opml"),
      '<opml version="2.0"><body><outline text="News"><outline text="A &amp; B" xmlUrl="https://a.example/feed"/><outline xmlUrl="http://10.0.0.1/"/></outline></body></opml>',
    );
    const first = await news.run("ingest-from-upload", { files: [folder] });
    expect(first.run).toMatchObject({
      ...{ status: "completed", outcome: "warnings" },
      output: { done: 5, failed: 2, newItems: 4, newSources: 1 },
    });
    expect((await news.items()).map(({ title }) => title).sort()).toEqual(["Matter", "On tides", "b", "d"]);
    expect((await news.sources()).find(({ kind }) => kind === "rss")).toMatchObject({
      title: "A & B",
      url: "https://a.example/feed",
    });
    const second = await news.run("ingest-from-upload", { files: [folder] });
    expect(second.run.output).toMatchObject({ done: 0, skipped: 5, newItems: 0, newSources: 0 });
  });

  it("are skipped when there is no source of their kind", async () => {
    const news = openNews();
    await news.add("https://a.example/feed", "youtube");
    expect((await news.run("ingest-pull")).run).toMatchObject({ outcome: "skipped", output: { due: 0 } });
  });

  it("take no relative path, and no source that is not there", async () => {
    const news = openNews();
    await expect(news.run("ingest-from-upload", { files: ["a.md"] })).rejects.toThrow(/whole path/);
    expect((await news.run("ingest-source", { sourceId: 7 })).run).toMatchObject({ status: "failed", attempts: 1 });
  });
});

/** The smallest PDF that says something. */
function pdfOf(words: string): string {
  const stream = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(at).padStart(10, "0");
  });
  const xref = text.length;
  return `${text}xref\n0 6\n0000000000 65535 f \n${offsets.map((at) => `${at} 00000 n \n`).join("")}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
}
