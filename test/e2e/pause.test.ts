import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("the pause of all jobs", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const button = () =>
    page.locator(".side-bar-title").getByRole("button", { name: /Pause all jobs|All jobs are paused/ });
  const said = () => page.locator(".status-bar").getByRole("button", { name: /Paused until|All paused/ });
  const lines = async () => {
    await page.locator(".menu").waitFor();
    return page.locator(".menu").getByRole("menuitem").allInnerTexts();
  };

  it("is begun from the side bar by keys, for as long as is chosen", async () => {
    await button().focus();
    await page.keyboard.press("Enter");
    expect(await lines()).toEqual([
      "Pause all jobs for 1 hour",
      "Pause all jobs until tomorrow",
      "Pause all jobs until I resume",
    ]);
    await page.keyboard.press("Enter");
    await page
      .locator(".status-bar")
      .getByText(/^Paused until/)
      .waitFor();
    await expect.poll(() => button().getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => button().evaluate((found) => found === document.activeElement)).toBe(true);
    await screenshot(jobdeck, "paused");
  });

  it("is not ended by a click on what says it: that asks first", async () => {
    await said().click();
    expect(await lines()).toEqual([
      ...[
        "Resume all jobs",
        "Pause all jobs for 1 hour",
        "Pause all jobs until tomorrow",
        "Pause all jobs until I resume",
      ],
    ]);
    await screenshot(jobdeck, "paused-menu");
    await page.getByRole("menuitem", { name: "Pause all jobs until I resume" }).click();
    await page.locator(".status-bar").getByText("All paused").waitFor();
    await said().click();
    await page.getByRole("menuitem", { name: "Resume all jobs" }).click();
    await said().waitFor({ state: "detached" });
    await expect.poll(() => button().getAttribute("aria-pressed")).toBe("false");
  });

  it("can be read while the pointer is over it, in the light theme and in the dark", async () => {
    await button().click();
    await page.getByRole("menuitem", { name: "Pause all jobs for 1 hour" }).click();
    for (const theme of ["light", "dark"] as const) {
      await inMain(
        jobdeck.electron,
        ({ nativeTheme }, source) => {
          nativeTheme.themeSource = source;
        },
        theme,
      );
      await said().hover();
      const colours = () =>
        said().evaluate((found) => [getComputedStyle(found).color, getComputedStyle(found).backgroundColor]);
      await expect.poll(async () => contrast(...((await colours()) as [string, string]))).toBeGreaterThan(4.5);
    }
    await screenshot(jobdeck, "paused-hover");
  });

  it("names a job's next time after its end, and moves nothing on the page when it ends", async () => {
    await page.getByRole("treeitem", { name: /vector store/ }).click();
    const next = page.getByRole("region", { name: "Next", exact: true });
    await next.getByText(/^All jobs are paused until \d\d:\d\d\./).waitFor();
    await next.locator("time").first().waitFor();
    const top = () => page.getByRole("heading", { name: "Schedule", exact: true }).boundingBox();
    const before = await top();
    await next.getByRole("button", { name: "Resume all" }).click();
    await next.getByText(/^All jobs are paused/).waitFor({ state: "detached" });
    expect(await top()).toEqual(before);
    await button().click();
    await page.getByRole("menuitem", { name: "Pause all jobs for 1 hour" }).click();
    await next.getByText(/^All jobs are paused/).waitFor();
  });

  it("says on a job's page and on its run's why what was run does not begin, and leads out of it", async () => {
    await page.getByRole("treeitem", { name: /^HTTP request/ }).click();
    await page.getByText(/^All jobs are paused until \d\d:\d\d\./).waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Resume all" }).count()).toBe(1);
    await screenshot(jobdeck, "job-while-paused");
    const host = await connectHost(jobdeck.home);
    const run = await host.client.jobs.run({ taskId: "http-request", payload: { url: "http://127.0.0.1:1/" } });
    const waiting = page.getByRole("region", { name: /waiting$/ });
    await waiting.getByText(/^Waiting: all jobs are paused until/).waitFor();
    await screenshot(jobdeck, "job-waiting");
    await waiting.getByRole("button", { name: "Open run" }).click();
    await page
      .getByText(/^Waiting: all jobs are paused until/)
      .first()
      .waitFor();
    await screenshot(jobdeck, "run-waiting");
    await page.getByRole("button", { name: "Resume all" }).first().click();
    await expect.poll(() => page.getByText(/^Waiting: all jobs are paused/).count()).toBe(0);
    // A run that still waits would say itself that its job is paused.
    const status = async () => (await host.client.runs.get({ runId: run.id })).status;
    await expect.poll(status, { timeout: 60_000 }).toBe("failed");
    await host.client.jobs.pause({ taskId: "http-request" });
    await page.getByRole("treeitem", { name: /^HTTP request/ }).click();
    await page.getByText("This job is paused").waitFor();
    await page.locator(".page-actions").getByRole("button", { name: "Resume" }).click();
    await page.getByText("This job is paused").waitFor({ state: "detached" });
    host.close();
  });
});

/** WCAG 2.2's contrast ratio of two colours without transparency, as "rgb(1, 2, 3)". */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  if (!parts) throw new Error(`"${colour}" is not a colour without transparency`);
  const [r = 0, g = 0, b = 0] = parts.slice(1).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
