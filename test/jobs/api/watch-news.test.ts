import path from "node:path";
import { describe, expect, it } from "vitest";
import { watchNews } from "../../../jobs/api/content/watch-news.ts";
import { createSources } from "../../../jobs/content/sources.ts";
import { addRawItems, openTestContent } from "../../support/open-content.ts";
import { tempHome } from "../../support/temp-home.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function watch() {
  const home = tempHome();
  const content = openTestContent(home);
  const told: boolean[] = [];
  let change: () => void = () => undefined;
  let next = new Promise<void>((resolve) => {
    change = resolve;
  });
  async function* changes() {
    for (;;) {
      await next;
      next = new Promise<void>((resolve) => {
        change = resolve;
      });
      yield {};
    }
  }
  const engine = { setHas: async (_: "news", has: boolean) => void told.push(has) };
  const contentPath = path.join(home, "content.db");
  await watchNews({ engine, content: { changes }, contentPath, binding: process.env.JOBDECK_SQLITE_BINDING, log });
  const looks = async (count: number) => {
    change();
    await expect.poll(() => told.length).toBe(count);
    return told.at(-1);
  };
  return { content, told, looks };
}

describe("watchNews", () => {
  it("says that there is none in a new home", async () => {
    const { told } = await watch();
    expect(told).toEqual([false]);
  });

  it("says that there is some as long as a source is on", async () => {
    const { content, looks } = await watch();
    const sources = createSources(content);
    const { id } = await sources.add({ kind: "rss", url: "https://news.example/feed", title: "News" }, 1000);
    expect(await looks(2)).toBe(true);
    await content.updateTable("source").set({ enabled: 0 }).where("id", "=", id).execute();
    expect(await looks(3)).toBe(false);
  });

  it("says that there is some when there are items, although no source is on", async () => {
    const { content, looks } = await watch();
    await addRawItems(content, [{}]);
    await content.updateTable("source").set({ enabled: 0 }).execute();
    expect(await looks(2)).toBe(true);
  });
});
