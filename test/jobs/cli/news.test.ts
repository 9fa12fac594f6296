import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startFeedsStandIn } from "../../../jobs/demo/feeds-stand-in.ts";
import { readSampleFeeds } from "../../../jobs/demo/sample-news.ts";
import { tickSteps } from "../../../jobs/model/tick.ts";
import { runCli } from "../../support/jobdeck-cli.ts";
import { samplesPath } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const holdingsFile = path.join(samplesPath, "news", "holdings.csv");

/** What a command prints with --json. */
async function asked<T = unknown>(home: string, args: readonly string[]): Promise<T> {
  const { stdout, stderr } = await runCli([...args, "--json"], { home });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/** Links of a brief to items, by its lines that claim something. */
function claimsOf(markdown: string): readonly { readonly claim: string; readonly itemIds: readonly number[] }[] {
  const claims = markdown.split("\n").filter((line) => line.startsWith("- "));
  return claims.map((claim) => ({
    claim,
    itemIds: [...claim.matchAll(/\(jobdeck:\/\/item\/(\d+)\)/g)].map(([, id]) => Number(id)),
  }));
}

type Brief = { readonly id: number; readonly markdown: string; readonly items: readonly { readonly id: number }[] };
type Tick = { readonly jobs: readonly { readonly id: string; readonly status: string; readonly durationMs: number }[] };

describe("jobdeck demo", () => {
  it("ends with a brief whose every claim links to an item, and leaves nothing behind", {
    timeout: 120_000,
  }, async () => {
    const home = tempHome();
    const demo = await asked<{ sync: unknown; tick: Tick; brief: Brief }>(home, ["demo"]);
    expect(demo.sync).toMatchObject({ uploaded: 48, skipped: 3, failed: 0 });
    expect(demo.tick.jobs).toEqual(
      tickSteps.map((id) => ({ id, status: "completed", durationMs: expect.any(Number) })),
    );
    const known = new Set(demo.brief.items.map(({ id }) => id));
    const claims = claimsOf(demo.brief.markdown);
    expect(claims.length).toBeGreaterThan(20);
    const astray = claims.filter(({ itemIds }) => itemIds.length === 0 || itemIds.some((id) => !known.has(id)));
    expect(astray).toEqual([]);
    expect(readdirSync(home)).toEqual([]);
  });

  it("tells a person the same, in plain lines of 80 columns where there is no terminal", {
    timeout: 120_000,
  }, async () => {
    const { code, stdout } = await runCli(["demo"], { home: tempHome() });
    expect(code).toBe(0);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain("48 of 51 Markdown files are in the vector store.");
    expect(stdout).toContain("📊 JOB RUN SUMMARY");
    const brief = stdout.slice(stdout.indexOf("Brief of "));
    expect(brief).toMatch(/^ {2}• .+$/m);
    expect(brief).toMatch(/^ {3}\[1\] /m);
    const prose = brief.split("\n").filter((line) => !/https?:|^Your own|^OPENAI/.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe("the news on the command line", () => {
  it("go from feeds and holdings to stories, insights and a brief", { timeout: 180_000 }, async () => {
    const home = tempHome();
    const feeds = await readSampleFeeds(path.join(samplesPath, "news"));
    const web = await startFeedsStandIn({ feeds, now: Date.now() });
    onTestFinished(web.close);
    // In one tick all that they have: it waits for no pages of short items, and analyses more than ten.
    writeFileSync(path.join(home, "settings.json"), '{ "news.fullText": false, "ai.analyzeLimit": 50 }');
    for (const id of ["ledger", "norland-press"]) await asked(home, ["source", "add", web.feeds.get(id) ?? ""]);

    const preview = await asked(home, ["import", "holdings", holdingsFile]);
    expect(preview).toMatchObject({ applied: false, removed: [], problems: [] });
    expect(await asked(home, ["insights"])).toEqual([]);
    expect(await asked(home, ["import", "holdings", holdingsFile, "--apply"])).toMatchObject({
      applied: true,
      holdings: [{ symbol: "AURL", change: "added" }, {}, {}, {}, {}],
    });

    const tick = await runCli(["tick", "--json"], { home });
    expect({ code: tick.code, jobs: (JSON.parse(tick.stdout) as Tick).jobs.map(({ status }) => status) }).toEqual({
      ...{ code: 0, jobs: Array(5).fill("completed") },
    });
    expect(tick.stderr).toContain("🚀 BACKGROUND JOB RUNNER");

    const stories = await asked<{ id: number; title: string; itemCount: number }[]>(home, ["stories"]);
    const story = stories.find(({ title }) => title.startsWith("Aurelia Semiconductor raises"));
    expect(story).toMatchObject({ itemCount: 2, status: "new", lastAt: expect.stringMatching(/Z$/) });
    expect(await asked(home, ["stories", String(story?.id)])).toMatchObject({ items: [{}, {}] });

    const insights = await asked<{ title: string; reasons: string[]; items: unknown[] }[]>(home, ["insights"]);
    const fennick = insights.find(({ title }) => title.startsWith("FENK: "));
    expect(fennick?.reasons[0]).toContain("You hold 900 FENK");
    expect(fennick?.items).toMatchObject([{ sourceTitle: "Ledger" }]);

    expect(await asked(home, ["search", "semiconductor", "forecast"])).toMatchObject({
      items: [{ item: { sourceTitle: expect.any(String) } }, {}],
      stories: [{ story: { id: story?.id } }],
    });

    const brief = await asked<Brief>(home, ["brief", "--since", "24h"]);
    expect(claimsOf(brief.markdown).filter(({ itemIds }) => itemIds.length === 0)).toEqual([]);
    expect(await asked(home, ["brief"])).toEqual(brief);
    expect(await asked(home, ["brief", String(brief.id)])).toEqual(brief);
    expect(await asked(home, ["brief", "--list"])).toMatchObject([{ id: brief.id, provider: "local" }]);
    expect((await runCli(["brief", "--markdown"], { home })).stdout).toBe(brief.markdown);
  });

  it.each([
    ["brief", ["brief"], /There is no brief yet: jobdeck brief --since 24h/],
    ["story", ["stories", "7"], /There is no story "7"/],
    ["source", ["search", "x", "--source", "7"], /There is no source "7"/],
  ])("says that there is no such %s, with exit code 3", async (_what, args, message) => {
    const { code, stdout, stderr } = await runCli(args, { home: tempHome() });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it.each([
    ["stories", /no stories yet/],
    ["insights", /no portfolio yet: jobdeck import holdings/],
  ])("says how to begin where there are no %s", async (command, words) => {
    const { code, stdout } = await runCli([command], { home: tempHome() });
    expect(code).toBe(0);
    expect(stdout).toMatch(words);
  });

  it("holds nothing of a file with problems unless told to leave them out", async () => {
    const home = tempHome();
    const file = path.join(home, "holdings.csv");
    writeFileSync(file, "symbol,quantity,cost,currency\nAURL,10,48.20,USD\nNDLW,many,21,USD\n");
    const refused = await runCli(["import", "holdings", file, "--apply"], { home });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/Line 3: /);
    expect(refused.stdout).toContain("Nothing was written");
    const taken = await runCli(["import", "holdings", file, "--apply", "--skip-problems"], { home });
    expect(taken.code).toBe(0);
    expect(taken.stdout).toContain("You hold 1 positions from now on");
    expect((await runCli(["import", "holdings", path.join(home, "none.csv")], { home })).code).toBe(3);
    expect(existsSync(file)).toBe(true);
  });

  it("ends the tick with exit code 1 and names the job when one failed", { timeout: 60_000 }, async () => {
    const home = tempHome();
    const feeds = await readSampleFeeds(path.join(samplesPath, "news"));
    const web = await startFeedsStandIn({ feeds, now: Date.now() });
    await asked(home, ["source", "add", web.feeds.get("ledger") ?? ""]);
    await web.close();
    const { code, stdout } = await runCli(["tick"], { home });
    expect(stdout).toMatch(/Successful jobs: 4\/5\nFailed jobs: 1\/5\n\nFailed jobs:\n {2}- ingest-rss: .+/);
    expect(code).toBe(1);
  });
});
