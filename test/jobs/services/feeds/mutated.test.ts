import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Feed, FeedError } from "../../../../jobs/services/feeds/feed.ts";
import { parseFeed } from "../../../../jobs/services/feeds/parse-feed.ts";
import { root } from "../../../support/paths.ts";

const folder = path.join(root, "test", "fixtures", "feeds");
const fixtures = readdirSync(folder).map((name) => readFileSync(path.join(folder, name)));

type Change = { readonly at: number; readonly remove: number; readonly insert: string };

const pieces = [
  "<",
  ">",
  "&",
  "]]>",
  "<![CDATA[",
  "<!--",
  "<item>",
  "</item>",
  "</channel>",
  "<entry>",
  '"',
  "'",
  "=",
  "\0",
  "&#xD800;",
  "&#0;",
  'xmlns="x"',
  "<title>",
  "<rss>",
  "{",
  "}",
  ",",
];
const change = fc.record({
  at: fc.nat({ max: 3_000 }),
  remove: fc.nat({ max: 40 }),
  insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })),
});

function mutate(bytes: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((text, { at, remove, insert }) => {
    const from = at % (text.length + 1);
    return Buffer.concat([text.subarray(0, from), Buffer.from(insert), text.subarray(from + remove)]);
  }, bytes);
}

function check(feed: Feed): void {
  expect(feed.items.length).toBeLessThanOrEqual(feed.itemsInFeed);
  for (const { key, link, title, publishedAt, html } of feed.items) {
    expect(key.length).toBeGreaterThan(0);
    expect(key.length).toBeLessThanOrEqual(500);
    expect(link === null || /^https?:\/\//.test(link)).toBe(true);
    expect(title).not.toMatch(/\n/);
    expect(publishedAt === null || Number.isInteger(publishedAt)).toBe(true);
    expect(html === null || html.length > 0).toBe(true);
  }
}

describe("a feed that was damaged", () => {
  it("is read or refused, whatever happened to it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixtures),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        async (bytes, changes) => {
          try {
            check(await parseFeed(mutate(bytes, changes), { contentType: "text/xml", url: "https://from.example/" }));
          } catch (error) {
            if (!(error instanceof FeedError)) throw error;
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it("is read or refused, wherever it was cut", async () => {
    for (const bytes of fixtures)
      for (let length = 0; length < bytes.length; length += 7) {
        const read = await parseFeed(bytes.subarray(0, length), {
          contentType: "",
          url: "https://from.example/",
        }).catch((error: unknown) => error);
        if (!(read instanceof FeedError)) check(read as Feed);
      }
  });
});
