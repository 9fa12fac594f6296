import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, bringAxe } from "../support/desktop/axe-findings.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { untilUsable } from "../support/desktop/window.ts";
import { tasksFolder } from "../support/tasks-folder.ts";

describe.skipIf(isLeftOut("electron"))("accessibility of the window", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    await bringAxe(page);
    tasksFolder(jobdeck.home).write("bad.ts", "export const = 3;");
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const findings = () => axeFindings(jobdeck, page);

  it("would be found out: a picture without words is", async () => {
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("img"), { id: "canary" })));
    const rules = (await findings()).map(({ rule }) => rule);
    await page.evaluate(() => document.querySelector("#canary")?.remove());
    expect(rules).toContain("dark: image-alt");
  });

  it.each<[string, () => Promise<void>]>([
    ["the welcome page", async () => undefined],
    ["a job that was never run", () => page.getByRole("treeitem", { name: /vector store/ }).click()],
    ["the schedule editor", () => page.getByRole("button", { name: "Edit schedule" }).click()],
    [
      "the policies of a schedule",
      async () => {
        for (const name of ["Missed times", "Days left out", "Conditions", "After another job"])
          await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
        await page.getByRole("combobox", { name: /Time zone/ }).click();
      },
    ],
    [
      "the form of a payload",
      async () => {
        await page.getByRole("button", { name: "Cancel" }).first().click();
        await page.getByRole("button", { name: "More ways to run" }).click();
        await page.getByRole("menuitem", { name: "Run with…" }).click();
      },
    ],
    ["the making of a job", () => page.getByRole("button", { name: "New job" }).first().click()],
    ["a new command", () => page.getByRole("radio", { name: /command or script/ }).click()],
    ["the job again", () => page.getByRole("tab", { name: /vector store/ }).click()],
    [
      "a job with a history",
      async () => {
        await page.getByRole("button", { name: "Cancel" }).first().click();
        await page.getByRole("button", { name: "Run now" }).first().click();
        await page
          .getByText(/skipped/i)
          .first()
          .waitFor();
      },
    ],
    ["a run with its log", () => page.getByRole("row").nth(1).click()],
    ["the problems", () => page.getByTitle(/Show problems/).click()],
    ["the list of runs", () => page.keyboard.press("Control+Shift+H")],
    [
      "the timeline",
      async () => {
        await page.getByTitle("Show timeline").click();
        await page.getByRole("heading", { name: "Timeline", exact: true }).waitFor();
        await page.getByRole("group", { name: /vector store/ }).waitFor();
      },
    ],
    ["the storage", () => page.getByTitle(/Show storage/).click()],
    ["the settings", () => page.keyboard.press("Control+,")],
    ...["Items", "Stories", "Briefs", "Insights", "Portfolio", "AI spend"].map(
      (place): [string, () => Promise<void>] => [
        `the news without any: ${place}`,
        async () => {
          await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "News" }).focus();
          if ((await page.locator(".news-places").count()) === 0) await page.keyboard.press("Enter");
          await page.locator(".news-places").getByRole("button", { name: place }).click();
          await page.getByRole("tab", { name: place, selected: true }).waitFor();
          await page.locator(".loading").waitFor({ state: "detached" });
        },
      ],
    ),
    ["the sources without any", () => page.getByRole("button", { name: "Manage" }).click()],
    ["the search of the news", () => page.keyboard.press("Control+Shift+F")],
    ["the list of all commands", () => page.keyboard.press("Control+Shift+P")],
  ])("is without a finding of axe in %s", async (_what, show) => {
    await show();
    expect(await findings()).toEqual([]);
  });
});
