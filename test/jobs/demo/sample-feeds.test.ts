import { createHash } from "node:crypto";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startFeedsStandIn } from "../../../jobs/demo/feeds-stand-in.ts";
import { writeFeed, writePage } from "../../../jobs/demo/sample-feeds.ts";
import { readSampleFeeds } from "../../../jobs/demo/sample-news.ts";
import { parseFeed } from "../../../jobs/services/feeds/parse-feed.ts";
import { samplesPath } from "../../support/paths.ts";

const feeds = await readSampleFeeds(path.join(samplesPath, "news"));
const now = Date.UTC(2026, 0, 2, 12);
const url = "http://127.0.0.1:1";

describe("the sample feeds", () => {
  it.each(feeds)("are read as they are meant: $id ($format)", async (feed) => {
    const { body, contentType } = writeFeed({ feed, url, now });
    const read = await parseFeed(Buffer.from(body), { contentType, url: `${url}/${feed.id}/feed` });
    expect(read.title).toBe(feed.title);
    expect(read.items.map(({ title, link, publishedAt }) => ({ title, link, publishedAt }))).toEqual(
      feed.articles.map(({ outlet, slug, title, hoursAgo }) => ({
        ...{ title, link: `${url}/${outlet}/${slug}` },
        publishedAt: Math.floor((now - hoursAgo * 3_600_000) / 1_000) * 1_000,
      })),
    );
    for (const [place, { paragraphs }] of feed.articles.entries())
      expect(read.items[place]?.html?.match(/<p>/g)).toHaveLength(paragraphs.length);
  });

  it("know each item by the same key whenever and wherever they are served", async () => {
    const keys = await Promise.all(
      [now, now + 86_400_000].map(async (at) => {
        const all = feeds.map(async (feed) => {
          const { body, contentType } = writeFeed({ feed, url: `${url}${at}`, now: at });
          return (await parseFeed(Buffer.from(body), { contentType, url })).items.map(({ key }) => key);
        });
        return (await Promise.all(all)).flat();
      }),
    );
    expect(keys[0]).toEqual(keys[1]);
    expect(new Set(keys[0]).size).toBe(feeds.flatMap(({ articles }) => articles).length);
  });

  it("are marked as samples, feeds and pages", () => {
    for (const feed of feeds) {
      expect(writeFeed({ feed, url, now }).body).toContain("None of it is true.");
      for (const article of feed.articles) expect(writePage({ feed }, article).body).toContain("None of it is true.");
    }
  });
});

describe("the web of the demo", () => {
  it("answers that nothing has changed to who knows the feed, and serves the page of every item", async () => {
    const web = await startFeedsStandIn({ feeds, now });
    onTestFinished(web.close);
    for (const [id, at] of web.feeds) {
      const first = await fetch(at);
      expect({ id, status: first.status }).toEqual({ id, status: 200 });
      const etag = first.headers.get("etag") ?? "";
      expect(etag).toContain(
        createHash("sha256")
          .update(await first.text())
          .digest("hex")
          .slice(0, 32),
      );
      expect((await fetch(at, { headers: { "if-none-match": etag } })).status).toBe(304);
    }
    for (const { id, articles } of feeds)
      for (const { slug } of articles) expect((await fetch(`${web.url}/${id}/${slug}`)).status).toBe(200);
    expect((await fetch(`${web.url}/nothing`)).status).toBe(404);
  });

  it("is served where it was before, when that is free, else elsewhere", async () => {
    const first = await startFeedsStandIn({ feeds, now });
    const port = Number(new URL(first.url).port);
    const second = await startFeedsStandIn({ feeds, now, port });
    onTestFinished(second.close);
    expect(second.url).not.toBe(first.url);
    await first.close();
    const third = await startFeedsStandIn({ feeds, now, port });
    onTestFinished(third.close);
    expect(third.url).toBe(first.url);
  });
});
