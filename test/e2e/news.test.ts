import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { axeFindings, bringAxe } from "../support/desktop/axe-findings.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { until } from "../support/desktop/processes.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";
import { document, serveOutside } from "../support/outside.ts";

const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Times</title>
<link>https://harbour.example/</link>
<item><guid isPermaLink="false">1</guid><title>Central bank holds rates at 3.5%</title>
<pubDate>${new Date(Date.now() - 3_600_000).toUTCString()}</pubDate>
<description>The central bank kept its key interest rate at 3.5% on Friday, the fourth meeting in a row without a change. It said that a cut was possible in the spring if wages keep cooling.</description></item>
<item><guid isPermaLink="false">2</guid><title>Storm closes &lt;script&gt;alert(1)&lt;/script&gt; harbours</title>
<pubDate>${new Date(Date.now() - 7_200_000).toUTCString()}</pubDate>
<description>A storm closed three northern harbours on Thursday night. Ferries stay in port until Saturday, the operator said.</description></item>
</channel></rss>`;

describe.skipIf(isLeftOut("electron"))("the news, by keyboard alone", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    await bringAxe(page);
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  const command = async (title: string) => {
    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
  };
  /** What the focus is on, by its name; empty while it is on nothing that can be used. */
  const focused = () =>
    page.evaluate(() => {
      const element = window.document.activeElement;
      if (!element?.matches("button, a, input, select, [role=option]")) return "";
      return element.getAttribute("aria-label") ?? element.textContent ?? "";
    });
  const tabTo = async (name: RegExp, key = "Tab") => {
    for (let step = 0; step < 60 && !name.test(await focused()); step++) await page.keyboard.press(key);
    expect(await focused()).toMatch(name);
  };
  /** Chooses a command that starts a job, and waits until its run has ended. */
  const runs = async (title: string, taskId: string) => {
    const list = async () => (await host.client.runs.list({ taskIds: [taskId] })).runs;
    const before = new Set((await list()).map(({ id }) => id));
    await command(title);
    await until(`a run of ${taskId} to end`, async () => {
      const run = (await list()).find(({ id }) => !before.has(id));
      return run?.status === "completed" ? true : undefined;
    });
  };

  it("adds a source, brings its items in, reads one, makes a brief, follows a citation and searches", async () => {
    const outside = await serveOutside();
    await host.client.settings.set({ name: "network.allowedHosts", value: outside.host });
    const address = outside.at("/feed.xml", document(feed, { "content-type": "application/rss+xml" }));

    // What the system's own dialog asks, the user agrees to: fetch from this site?
    await inMain(jobdeck.electron, ({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
    });
    await command("add a source");
    await page.getByLabel("Address of a feed or a site").waitFor();
    await expect.poll(() => page.evaluate(() => window.document.activeElement?.tagName)).toBe("INPUT");
    await page.keyboard.type(address);
    await page.keyboard.press("Enter");
    await page.getByRole("list", { name: "Feeds that were found" }).waitFor();
    await tabTo(/^Add$/);
    await page.keyboard.press("Enter");
    await page.getByRole("listbox", { name: "Sources" }).first().getByText("Harbour Times").waitFor();

    await runs("fetch and read everything now", "news-tick");
    await command("show items");
    const items = page.getByRole("listbox", { name: "Items" });
    await items.getByRole("option").first().waitFor();
    await tabTo(/Central bank/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Central bank holds rates at 3.5%" }).waitFor();
    await page.getByText("the fourth meeting in a row").first().waitFor();
    await page.keyboard.press("j");
    await page.getByRole("heading", { name: /^Storm closes/ }).waitFor();
    await page.keyboard.press("k");
    await page.getByRole("heading", { name: "Central bank holds rates at 3.5%" }).waitFor();
    await screenshot(jobdeck, "news-items");
    expect(await axeFindings(jobdeck, page)).toEqual([]);

    await runs("make a brief now", "generate-brief");
    await command("show briefs");
    await page.getByRole("listbox", { name: "Briefs" }).getByRole("option").first().waitFor();
    await tabTo(/^Brief of/);
    await page.keyboard.press("Enter");
    await page.locator(".reader-text").waitFor();
    await screenshot(jobdeck, "news-brief");
    expect(await axeFindings(jobdeck, page)).toEqual([]);
    await tabTo(/^\[1\]$/);
    await page.keyboard.press("Enter");
    await page.getByRole("article").getByRole("heading", { level: 2 }).waitFor();
    await expect.poll(() => page.getByRole("tab", { selected: true }).textContent()).toMatch(/Item/);

    await page.keyboard.press("Control+Shift+F");
    await page.getByRole("textbox", { name: "Search all news" }).waitFor();
    await expect.poll(focused).toBe("Search all news");
    await page.keyboard.type("harbours");
    await page.getByRole("region", { name: "Items" }).locator("mark").first().waitFor();
    expect(await axeFindings(jobdeck, page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("article").getByText("three northern harbours").first().waitFor();
    expect(jobdeck.complaints).toEqual([]);
  });
});
