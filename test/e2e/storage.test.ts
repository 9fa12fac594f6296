import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("the storage in the window", () => {
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

  it("shows what the home takes, makes a backup, and cleans up", async () => {
    await page.getByTitle(/Show storage/).click();
    await page.getByRole("cell", { name: "jobdeck.db" }).waitFor();
    await page.getByText(/There is none yet/).waitFor();
    await page.getByRole("button", { name: "Back up now" }).click();
    await page.getByText(/was made and verified/).waitFor();
    await page.getByText("made by you").waitFor();
    await page.getByRole("button", { name: "Shrink now" }).click();
    await page.getByText(/Deleted 0 runs.* The files /).waitFor();
    await screenshot(jobdeck, "storage");
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
