import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { FeedError } from "../../../../jobs/services/feeds/feed.ts";
import { parseFeed } from "../../../../jobs/services/feeds/parse-feed.ts";
import { createHttpClient, type HttpClient } from "../../../../jobs/services/http/http-client.ts";
import { document, serveOutside } from "../../../support/outside.ts";
import { root } from "../../../support/paths.ts";

const entrySchema = z.object({
  file: z.string(),
  contentType: z.string().nullable(),
  score: z.enum(["agreed", "count-only", "no-crash"]),
  expect: z.object({ items: z.number().optional(), title: z.string().optional() }),
});
type Entry = z.output<typeof entrySchema>;

/** Public test feeds with what is expected of them: `JOBDECK_FEED_CORPUS`, or beside the project. */
function findCorpus(): string | undefined {
  const beside = [1, 2].map((up) => path.join(root, ...Array<string>(up).fill(".."), "shared", "corpora", "feeds"));
  return [process.env.JOBDECK_FEED_CORPUS ?? "", ...beside].find(
    (folder) => folder !== "" && existsSync(path.join(folder, "manifest.json")),
  );
}

const corpus = findCorpus();
const leftOut = corpus === undefined ? " (left out: it is not here; JOBDECK_FEED_CORPUS names its folder)" : "";

describe(`the corpus of public feeds${leftOut}`, () => {
  it.skipIf(corpus === undefined)(
    "is read as expected, 98.5 % at least, and nothing in it does harm",
    { timeout: 120_000 },
    async () => {
      const folder = corpus ?? "";
      const entries = z.array(entrySchema).parse(JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8")));
      const outside = await serveOutside();
      const client = createHttpClient({ allowedHosts: [outside.host] });
      const wrong: string[] = [];
      for (const entry of entries) {
        const headers = entry.contentType === null ? {} : { "content-type": entry.contentType };
        const url = outside.at(`/${entry.file}`, document(readFileSync(path.join(folder, entry.file)), headers));
        const problem = await problemOf(entry, client, url);
        if (problem) wrong.push(`${entry.file}: ${problem}`);
      }
      const scored = entries.filter(({ score }) => score !== "no-crash").length;
      expect(entries.length).toBeGreaterThan(500);
      expect((scored - wrong.length) / scored, wrong.join("\n")).toBeGreaterThanOrEqual(0.985);
    },
  );
});

async function problemOf(
  { score, expect: expected }: Entry,
  client: HttpClient,
  url: string,
): Promise<string | undefined> {
  const fetched = await client.get(url, {
    signal: new AbortController().signal,
    maxBytes: 10_485_760,
    timeoutMs: 15_000,
  });
  if (fetched.kind !== "document") return "it was not sent";
  const feed = await parseFeed(fetched.bytes, { contentType: fetched.contentType, url }).catch((error: unknown) => {
    // Anything else is a crash, which none may cause.
    if (error instanceof FeedError) return error;
    throw error;
  });
  if (score === "no-crash") return undefined;
  if (feed instanceof FeedError) return feed.message;
  if (feed.items.length !== expected.items) return `${feed.items.length} items in place of ${expected.items}`;
  if (score === "agreed" && feed.title !== expected.title) return `"${feed.title}" in place of "${expected.title}"`;
  return undefined;
}
