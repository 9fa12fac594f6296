import path from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { openContent } from "../../../jobs/content/content-database.ts";
import { createSources } from "../../../jobs/content/sources.ts";
import { createUsers } from "../../../jobs/content/users.ts";
import { builtInTasks } from "../../../jobs/tasks/registry.ts";
import { startTestHost } from "../../support/start-test-host.ts";
import { tempHome } from "../../support/temp-home.ts";

const contentTables = [
  ...["source", "raw_item", "item", "embedding", "story", "story_item", "analysis", "highlight", "brief", "user"],
  ...["holding", "profile", "insight", "ai_usage", "ai_work", "synced_object", "sync_intent", "sync_garbage"],
  "made_vector_store",
];

function contentOf(home: string) {
  const content = openContent(path.join(home, "content.db"));
  onTestFinished(() => content.destroy());
  return content;
}

/** How many rows each table has, those without any left out. */
async function rowsOf(content: ReturnType<typeof contentOf>): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const table of contentTables) {
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}`.execute(content);
    const count = rows[0]?.count ?? 0;
    if (count > 0) counts[table] = count;
  }
  return counts;
}

describe("the demo", () => {
  it("brings news, stories, insights and a brief by itself, and takes all of it away", {
    timeout: 90_000,
  }, async () => {
    const home = tempHome();
    const { client } = await startTestHost({ home, tasks: builtInTasks });
    const content = contentOf(home);
    await createSources(content).add(
      { kind: "rss", url: "https://example.org/feed", title: "Mine", enabled: false },
      1,
    );
    await createUsers(content).add({ email: "me@example.org", name: "Me" }, 1);
    const before = await rowsOf(content);

    await client.demo.start({ news: true });
    const sync = await client.jobs.run({ taskId: "sync-s3" });
    const briefs = async () => (await client.content.briefs.list({})).briefs.length;
    await expect.poll(briefs, { timeout: 60_000, interval: 100 }).toBe(1);
    const state = async () => (await client.runs.get({ runId: sync.id })).status;
    await expect.poll(state, { timeout: 60_000, interval: 100 }).toBe("completed");
    expect(await client.content.portfolio.get({})).toMatchObject({ user: { demo: true }, holdings: { length: 5 } });
    expect((await client.content.insights.list({})).insights.length).toBeGreaterThan(0);
    expect((await client.content.stories.list({})).stories.length).toBeGreaterThanOrEqual(5);
    const sources = await client.content.sources.list({});
    expect(sources.filter(({ demo }) => demo).map(({ failures }) => failures)).toEqual([0, 0, 0, 0, 0, 0]);

    await client.demo.remove({});
    expect(await rowsOf(content)).toEqual(before);
    expect((await client.runs.list({})).runs).toEqual([]);
  });

  it("is on again with the next host, with the same sources wherever they are served", {
    timeout: 60_000,
  }, async () => {
    const home = tempHome();
    const first = await startTestHost({ home });
    await first.client.demo.start({});
    const known = (await first.client.content.sources.list({})).map(({ id }) => id);
    await first.stop();
    const second = await startTestHost({ home });
    const sources = await second.client.content.sources.list({});
    expect(sources.map(({ id }) => id)).toEqual(known);
    for (const { url } of sources) expect((await fetch(url)).status).toBe(200);
  });

  it("allows the address of its own feeds beside the hosts of the user, and no longer than it is on", async () => {
    const { client } = await startTestHost({ home: tempHome() });
    const hosts = async () => {
      const groups = await client.settings.list({});
      return groups.flatMap(({ fields }) => fields).find(({ name }) => name === "network.allowedHosts")?.value;
    };
    await client.settings.set({ name: "network.allowedHosts", value: "nas.local" });
    await client.demo.start({});
    expect(await hosts()).toMatch(/^nas\.local, 127\.0\.0\.1:\d+$/);
    await client.demo.remove({});
    expect(await hosts()).toBe("nas.local");
  });
});
