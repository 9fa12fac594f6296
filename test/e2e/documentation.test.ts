import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, bringAxe } from "../support/desktop/axe-findings.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("the documentation", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    await bringAxe(page);
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const heading = (name: string) => page.getByRole("heading", { name, exact: true });

  it("is opened from the help menu, and is without a finding of axe", async () => {
    await page.keyboard.press("Alt+h");
    await page.getByRole("menuitem", { name: /^Documentation/ }).click();
    await heading("Documentation").waitFor();
    await screenshot(jobdeck, "documentation");
    expect(await axeFindings(jobdeck, page)).toEqual([]);
  });

  it("is read without a network, and leads from one document to a heading of another", async () => {
    await page.getByRole("button", { name: "The command line" }).click();
    await page.getByRole("cell", { name: "doctor" }).first().waitFor();
    await screenshot(jobdeck, "document");
    expect(await axeFindings(jobdeck, page)).toEqual([]);
    await page.getByRole("button", { name: "policies", exact: true }).click();
    await heading("Policies").waitFor();
    await expect.poll(() => heading("Policies").evaluate((found) => found === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: "Documentation", exact: true }).click();
    await heading("Looking inside").waitFor();
    expect(jobdeck.complaints).toEqual([]);
  });
});
