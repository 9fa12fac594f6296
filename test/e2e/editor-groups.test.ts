import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("groups of editors", () => {
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

  const group = (number: number) => page.getByRole("region", { name: `Editor group ${number}` });
  const tabs = async () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".editor-group")].map((row) =>
        [...row.querySelectorAll("[role=tab]")].map((tab) => tab.getAttribute("data-key")).join(" "),
      ),
    );

  it("splits, moves and closes by keyboard alone", async () => {
    await page.getByRole("treeitem", { name: /S3/ }).click();
    await page.keyboard.press("Control+,");
    await page.getByRole("tab", { name: "Settings", selected: true }).waitFor();
    await page.keyboard.press("Control+\\");
    await group(2).getByRole("tab", { name: "Settings", selected: true }).waitFor();
    await screenshot(jobdeck, "editor-groups");
    await page.keyboard.press("Control+W");
    await group(2).waitFor({ state: "detached" });
    await page.keyboard.press("Control+Alt+ArrowRight");
    await group(2).getByRole("tab", { name: "Settings", selected: true }).waitFor();
    await page.keyboard.press("Control+1");
    await expect.poll(() => group(1).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Control+2");
    await expect.poll(() => group(2).evaluate((element) => element.contains(document.activeElement))).toBe(true);
  });

  it("opens a job to the side with Ctrl+Enter, and takes a tab along by pointer", async () => {
    await page.keyboard.press("Control+Alt+ArrowLeft");
    await group(2).waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+0");
    await page.getByRole("treeitem", { name: /S3/ }).focus();
    await page.keyboard.press("Control+Enter");
    await group(2).getByRole("tab", { name: /S3/, selected: true }).waitFor();
    const before = await tabs();
    await group(1)
      .getByRole("tab", { name: "Settings" })
      .dragTo(group(2).getByRole("tab", { name: /S3/ }));
    await group(2).getByRole("tab", { name: "Settings", selected: true }).waitFor();
    expect(before[1]).toBe("job:sync-s3");
    expect((await tabs())[1]?.split(" ").toSorted()).toEqual(["job:sync-s3", "settings:"]);
  });

  it("has its groups again after the window was closed", async () => {
    const before = await tabs();
    await page.reload();
    await page.getByRole("tree").first().waitFor();
    await expect.poll(tabs).toEqual(before);
  });
});
