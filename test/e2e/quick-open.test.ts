import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("the quick open", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await page.getByRole("tree").first().waitFor();
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const field = () => page.getByRole("combobox", { name: /command/ });
  const chosen = () => page.getByRole("option", { selected: true });

  it("runs a command that is typed in part, by keyboard alone, and has it first the next time", async () => {
    await page.keyboard.press("Control+Shift+P");
    await screenshot(jobdeck, "quick-open-commands");
    await field().pressSequentially("paj");
    expect(await chosen().innerText()).toContain("Pause all jobs");
    await page.keyboard.press("Enter");
    await page.getByText("All paused").waitFor();
    expect(await field().count()).toBe(0);
    await page.keyboard.press("Control+Shift+P");
    expect(await page.getByRole("option", { name: "Pause all jobs", exact: true }).count()).toBe(0);
    await field().pressSequentially("resume all");
    await page.keyboard.press("Enter");
    await page.getByText("All paused").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+P");
    expect(await chosen().innerText()).toMatch(/Pause all jobs|Resume all jobs/);
    await page.keyboard.press("Escape");
  });

  it("opens a job, and says when nothing fits", async () => {
    await page.keyboard.press("Control+P");
    await field().fill("zzzz");
    await page.getByText("No matching results.").waitFor();
    await screenshot(jobdeck, "quick-open-nothing");
    await field().fill("s3");
    await screenshot(jobdeck, "quick-open-jobs");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: /S3/, selected: true }).waitFor();
  });

  it("gives the focus back when it is closed", async () => {
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press("Control+P");
    await field().waitFor();
    await page.keyboard.press("Escape");
    await field().waitFor({ state: "detached" });
    expect(await before.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
