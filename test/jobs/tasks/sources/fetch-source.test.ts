import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Source } from "../../../../jobs/model/news.ts";
import { fetchSource } from "../../../../jobs/tasks/sources/fetch-source.ts";
import { openSources, rssOf, type TestSources } from "../../../support/open-sources.ts";
import { cut, document, inTurn, type Reply, redirect, serveOutside, status } from "../../../support/outside.ts";

const signal = new AbortController().signal;
const minute = 60_000;

async function sourceAt(parts: TestSources, url: string): Promise<Source> {
  const { id } = await parts.sources.add({ kind: "rss", url, title: "S" }, parts.now());
  return fresh(parts, id);
}

async function fresh(parts: TestSources, id: number): Promise<Source> {
  return (await parts.sources.get(id)) ?? expect.fail("The source is gone");
}

/** A source whose server answers so, after one look at it. */
async function looked(reply: Reply) {
  const outside = await serveOutside();
  const parts = openSources(outside);
  const source = await sourceAt(parts, outside.at("/feed", reply));
  const outcome = await fetchSource(parts, source, signal);
  return { outside, parts, outcome, source: await fresh(parts, source.id) };
}

describe("a source", () => {
  it("gives its items once, however often it is fetched", async () => {
    const { parts, outcome, source } = await looked(document(rssOf("T", "a", "b")));
    expect(outcome).toMatchObject({ kind: "read", newItems: 2 });
    expect(source).toMatchObject({ failures: 0, lastError: null, lastSuccessAt: parts.now() });
    expect(source.nextFetchAt).toBe(parts.now() + source.intervalMs);
    expect(await fetchSource(parts, source, signal)).toMatchObject({ kind: "read", newItems: 0 });
    expect((await parts.items()).map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("that has not changed costs one conditional request and writes no item", async () => {
    const { outside, parts, source } = await looked((request, response) =>
      request.headers["if-none-match"] === '"1"'
        ? response.writeHead(304).end()
        : response.writeHead(200, { etag: '"1"' }).end(rssOf("T", "a")),
    );
    expect(await fetchSource(parts, source, signal)).toEqual({ kind: "unchanged" });
    expect(outside.asked).toHaveLength(2);
  });

  it("brings what is new between what is known", async () => {
    const { parts, source } = await looked(inTurn(document(rssOf("T", "a")), document(rssOf("T", "b", "a", "c"))));
    expect(await fetchSource(parts, source, signal)).toMatchObject({ newItems: 2 });
    expect((await parts.items()).map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  it("that fails backs off from 5 minutes, doubling, to 24 hours, and shows why", async () => {
    const outside = await serveOutside();
    const parts = openSources(outside);
    let source = await sourceAt(parts, outside.at("/feed", status(404)));
    const waits: number[] = [];
    for (let time = 0; time < 10; time += 1) {
      await fetchSource(parts, source, signal);
      source = await fresh(parts, source.id);
      waits.push((source.nextFetchAt - parts.now()) / minute);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_440]);
    expect(source).toMatchObject({ enabled: true, failures: 10, lastError: expect.stringContaining("404") });
  });

  it("that is well again has no failures any more", async () => {
    const { parts, source } = await looked(inTurn(status(404), document(rssOf("T", "a"))));
    expect(source).toMatchObject({ failures: 1 });
    await fetchSource(parts, source, signal);
    expect(await fresh(parts, source.id)).toMatchObject({ failures: 0, lastError: null });
  });

  it("waits for as long as its server wants", async () => {
    const { parts, source } = await looked(status(429, { "retry-after": "7200" }));
    expect(source.nextFetchAt - parts.now()).toBe(120 * minute);
  });

  it("that is gone (410) is turned off with the reason, and keeps its items", async () => {
    const { parts, source, outcome } = await looked(inTurn(status(410)));
    expect(outcome).toMatchObject({ kind: "failed", error: { status: 410 } });
    expect(source).toMatchObject({ enabled: false, disabledReason: expect.stringMatching(/gone for good/) });
    expect(await parts.sources.due(["rss"], Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  it.each([301, 308])("that moved for good (%s) has the new address", async (code) => {
    const { outside, source } = await looked(redirect(code, "/new"));
    expect(source).toMatchObject({ url: `${outside.url}/feed`, failures: 1 });
    const parts = openSources(outside);
    outside.at("/new", document(rssOf("T", "a")));
    const moved = await sourceAt(parts, `${outside.url}/feed`);
    expect(await fetchSource(parts, moved, signal)).toMatchObject({ kind: "read", newItems: 1 });
    expect(await fresh(parts, moved.id)).toMatchObject({ url: `${outside.url}/new`, failures: 0 });
  });

  it.each([
    ["for now (302)", 302, rssOf("T", "a")],
    ["for good to what is no feed", 301, "<html><body>Welcome</body></html>"],
  ])("that moved %s keeps its address", async (_what, code, body) => {
    const outside = await serveOutside();
    const parts = openSources(outside);
    outside.at("/new", document(body));
    const source = await sourceAt(parts, outside.at("/feed", redirect(code, "/new")));
    await fetchSource(parts, source, signal);
    expect(await fresh(parts, source.id)).toMatchObject({ url: `${outside.url}/feed` });
  });

  it("that moved to where another source is keeps its address", async () => {
    const outside = await serveOutside();
    const parts = openSources(outside);
    const other = await sourceAt(parts, outside.at("/new", document(rssOf("T", "a"))));
    const source = await sourceAt(parts, outside.at("/feed", redirect(301, "/new")));
    await fetchSource(parts, source, signal);
    expect(await fresh(parts, source.id)).toMatchObject({ url: `${outside.url}/feed`, failures: 0 });
    expect(await fresh(parts, other.id)).toMatchObject({ url: `${outside.url}/new` });
  });

  it.each([
    ["redirects to an address of this computer", redirect(302, "http://localhost:1/"), /address of this computer/],
    ["sends 10 MiB and one byte", document(Buffer.alloc(10 * 1_048_576 + 1, " ")), /larger than 10 MiB/],
    [
      "sends a gzip bomb",
      document(gzipSync(Buffer.alloc(50_000_000)), { "content-encoding": "gzip" }),
      /400 times|larger than/,
    ],
    ["sends less than it says", cut("<rss>", 5_000), /closed the connection/],
    ["sends a page", document("<html>"), /cannot be read as a feed/],
    ["sends what is nested too deep", document(`<rss><channel>${"<a>".repeat(300)}`), /256 deep/],
  ])("that %s fails with the reason, and stores nothing", async (_what, reply, reason) => {
    const { parts, outcome, source } = await looked(reply);
    expect(outcome.kind).toBe("failed");
    expect(source).toMatchObject({ failures: 1, lastError: expect.stringMatching(reason) });
    expect(await parts.items()).toEqual([]);
  });

  it("wants the pages of items that bring a summary only", async () => {
    const long = "word ".repeat(400);
    const items = [
      "<item><title>short</title><link>https://a.example/1</link><description>Short.</description></item>",
      `<item><title>long</title><link>https://a.example/2</link><description>${long}</description></item>`,
      "<item><title>no page</title><description>Short.</description></item>",
    ];
    const { parts, outcome } = await looked(document(`<rss><channel>${items.join("")}</channel></rss>`));
    expect(outcome).toMatchObject({ wanted: [1] });
    expect((await parts.items()).map(({ content_state }) => content_state)).toEqual(["wanted", "none", "none"]);
  });
});
