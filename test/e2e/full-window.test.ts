import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { fillHome } from "../bench/window/full-home.ts";
import { movedPx } from "../bench/window/measures.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { until } from "../support/desktop/processes.ts";

const tasks = 420;

describe.skipIf(isLeftOut("electron"))("the window over many jobs and runs", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    const home = path.join(desktop.folder, "jobdeck");
    fillHome(home, { runs: 3_000, tasks, schedules: 500, lines: 0 });
    jobdeck = await openJobdeck(desktop, { home });
    page = await jobdeck.page();
    host = await until("the host", () => connectHost(home).catch(() => undefined));
    await until("the tasks", async () => (await host.client.jobs.list({})).length > tasks || undefined);
    await page.locator('[role=treeitem][aria-level="1"][aria-setsize]').first().waitFor();
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  /** The place of the row that has the focus, among those beside it, and how many those are. */
  const place = () =>
    page.evaluate(() => {
      const { ariaPosInSet, ariaSetSize } = document.activeElement ?? {};
      return [Number(ariaPosInSet), Number(ariaSetSize)];
    });
  const list = () => page.locator(".side-bar-list");
  const top = () => list().evaluate((scroller) => scroller.scrollTop);
  const toFirst = async () => {
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    await page.keyboard.press("Home");
    await expect.poll(place).toEqual([1, expect.any(Number)]);
  };

  it("draws only the jobs in sight, and goes to the last and back by keys", async () => {
    await toFirst();
    const first = await focused();
    await page.keyboard.press("End");
    await expect.poll(focused).not.toBe(first);
    const [at, of] = await place();
    expect(at).toBe(of);
    expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
    await page.keyboard.press("Home");
    await expect.poll(focused).toBe(first);
  });

  it("keeps the focus on a job that is scrolled out of sight, and comes back to it by the keys", async () => {
    await toFirst();
    await page.keyboard.press("ArrowDown");
    await expect.poll(top).toBe(0);
    const name = await focused();
    await list().hover();
    await page.mouse.wheel(0, 4_000);
    await expect.poll(top).toBeGreaterThan(3_000);
    expect(await focused()).toBe(name);
    await page.keyboard.press("ArrowUp");
    await expect.poll(top).toBeLessThan(40);
    await expect.poll(place).toEqual([1, expect.any(Number)]);
  });

  it("draws only the lanes in sight", async () => {
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Timeline" }).click();
    const lanes = page.locator("[data-lane]");
    await lanes.first().waitFor();
    expect(await lanes.count()).toBeLessThan(80);
    const lastLane = () => lanes.last().getAttribute("data-lane");
    const before = await lastLane();
    await page.locator(".timeline-page").evaluate((scroller) => scroller.scrollTo(0, 6_000));
    await expect.poll(lastLane).not.toBe(before);
    await expect.poll(() => page.locator('[data-lane][aria-busy="true"]').count()).toBe(0);
    await expect.poll(() => lanes.last().getByRole("button").count()).toBeGreaterThan(1);
    expect(await lanes.count()).toBeLessThan(80);
  });

  it("moves no run that is read while others come and end", async () => {
    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type("all runs as a table");
    await page.keyboard.press("Enter");
    await page.locator(".runs-row").first().waitFor();
    await page.locator(".runs-table").evaluate((table) => table.scrollTo(0, 3_000));
    await page.locator('.runs-row[aria-rowindex="130"]').waitFor();
    const moved = await movedPx(page, async () => {
      for (let run = 0; run < 5; run++) await host.client.jobs.run({ taskId: "command", payload: { shell: "exit 0" } });
      await page.getByRole("button", { name: "5 new runs" }).waitFor();
    });
    expect(moved).toBe(0);
    expect(jobdeck.complaints).toEqual([]);
  });
});
