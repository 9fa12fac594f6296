import { describe, expect, it } from "vitest";
import { runCli } from "../../support/jobdeck-cli.ts";
import { rssOf } from "../../support/open-sources.ts";
import { document, serveOutside, status } from "../../support/outside.ts";
import { tempHome } from "../../support/temp-home.ts";

/** What a command prints with --json. */
async function asked<T = unknown>(home: string, args: readonly string[], input?: string): Promise<T> {
  const { stdout, stderr } = await runCli([...args, "--json"], { home, ...(input !== undefined && { input }) });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

describe("jobdeck source", () => {
  it("adds a feed that a page names, with its items, and shows them", { timeout: 60_000 }, async () => {
    const outside = await serveOutside();
    const home = tempHome();
    const feed = outside.at("/feed.xml", document(rssOf("Tides", "high", "low")));
    const page = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>';
    const url = outside.at("/", document(page, { "content-type": "text/html" }));
    const added = { id: 1, url: feed, title: "Tides", kind: "rss", enabled: true, itemCount: 2, lastError: null };
    expect(await asked(home, ["source", "add", url])).toMatchObject(added);
    expect(await asked(home, ["source", "add", feed])).toMatchObject(added);
    expect(await asked(home, ["source", "list"])).toMatchObject([added]);
    const item = { sourceId: 1, link: null, publishedAt: null, state: "new" };
    expect(await asked(home, ["items", "--source", feed])).toEqual([
      { id: 2, title: "low", ...item },
      { id: 1, title: "high", ...item },
    ]);
    expect(await asked(home, ["items", "--limit", "1"])).toHaveLength(1);
  });

  it("turns sources off and on, exports and removes them", { timeout: 60_000 }, async () => {
    const outside = await serveOutside();
    const home = tempHome();
    const feed = outside.at("/feed.xml", document(rssOf("Tides & more", "high")));
    await asked(home, ["source", "add", feed, "--title", "Mine"]);
    expect(await asked(home, ["source", "disable", "1"])).toMatchObject({ enabled: false, title: "Mine" });
    expect(await asked(home, ["source", "enable", feed])).toMatchObject({ enabled: true });
    const { opml } = await asked<{ opml: string }>(home, ["source", "export"]);
    expect(opml).toContain(`xmlUrl="${feed}"`);
    expect(await asked(home, ["source", "rm", feed])).toMatchObject({ removed: true });
    expect(await asked(home, ["source", "list"])).toEqual([]);
    expect((await asked<{ applied: boolean; feeds: unknown }>(home, ["import", "opml", "-"], opml)).applied).toBe(
      false,
    );
    expect(await asked(home, ["import", "opml", "-", "--apply"], opml)).toMatchObject({
      ...{ applied: true, added: [{ url: feed, title: "Mine" }], feeds: [{ state: "new" }] },
    });
  });

  it.each([
    ["what is no feed", "/page", 2, "BAD_INPUT", /no feed/],
    ["what is not there", "/gone", 2, "BAD_INPUT", /404/],
  ])("refuses %s", async (_what, at, code, error, message) => {
    const outside = await serveOutside();
    outside.at("/page", document("<html><body>Nothing</body></html>", { "content-type": "text/html" }));
    outside.at("/gone", status(404));
    const { code: exit, stdout } = await runCli(["source", "add", `${outside.url}${at}`, "--json"], {
      home: tempHome(),
    });
    expect(exit).toBe(code);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: error, message: expect.stringMatching(message) } });
  });

  it("asks no metadata service of a cloud, even when it is typed", async () => {
    const address = "http://169.254.169.254/latest/meta-data";
    const { code, stderr } = await runCli(["source", "add", address], { home: tempHome() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/private network.*network\.allowedHosts/);
  });

  it("names the nearest of what it does not know", async () => {
    const { code, stderr } = await runCli(["source", "rm", "7"], { home: tempHome() });
    expect(code).toBe(3);
    expect(stderr).toMatch(/There is no source "7"/);
  });
});
