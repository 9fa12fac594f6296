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
    await expect.poll(() => chosen().innerText()).toContain("Pause all jobs");
    await page.keyboard.press("Enter");
    await page.getByText("All paused").waitFor();
    await expect.poll(() => field().count()).toBe(0);
    await page.keyboard.press("Control+Shift+P");
    await chosen().waitFor();
    expect(await page.getByRole("option", { name: "Pause all jobs", exact: true }).count()).toBe(0);
    await field().pressSequentially("resume all");
    await page.keyboard.press("Enter");
    await page.getByText("All paused").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+P");
    await expect.poll(() => chosen().innerText()).toMatch(/Pause all jobs|Resume all jobs/);
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

  const part = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-part]")?.dataset.part);

  it("takes the focus into the job that it opens, also when that is shown already", async () => {
    for (const _ of ["opened", "shown already"]) {
      await page.getByRole("treeitem", { name: /vector store/ }).focus();
      await page.keyboard.press("Control+P");
      await field().fill("http");
      await page.keyboard.press("Enter");
      await page.getByRole("tab", { name: /HTTP/, selected: true }).waitFor();
      await expect.poll(part).toBe("editor");
    }
    await page.keyboard.press("Tab");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("Run now");
  });

  it("takes the focus to where a command leads, and back where it leads nowhere", async () => {
    const choose = async (words: string) => {
      await page.keyboard.press("Control+Shift+P");
      await field().pressSequentially(words);
      await page.keyboard.press("Enter");
    };
    const tree = page.getByRole("treeitem", { name: /vector store/ });
    await tree.focus();
    await choose("all runs as a table");
    await page.getByRole("tab", { name: "Runs", selected: true }).waitFor();
    await expect.poll(part).toBe("editor");
    await choose("show news");
    await expect.poll(part).toBe("side-bar");
    await choose("show output");
    await expect.poll(part).toBe("panel");
    await choose("show jobs");
    await expect.poll(part).toBe("side-bar");
    await choose("open settings");
    // It is read first: the focus waits for it.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("Search settings");
    await tree.focus();
    await choose("pause all jobs until tomorrow");
    await page.getByText(/^Paused until/).waitFor();
    await expect.poll(() => tree.evaluate((element) => element === document.activeElement)).toBe(true);
    await choose("resume all");
    await page.getByText(/^Paused until/).waitFor({ state: "detached" });
  });

  it("gives the focus back when it is closed", async () => {
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press("Control+P");
    await field().waitFor();
    await page.keyboard.press("Escape");
    await field().waitFor({ state: "detached" });
    await expect.poll(() => before.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
