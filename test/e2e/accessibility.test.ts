import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { untilUsable } from "../support/desktop/window.ts";
import { tasksFolder } from "../support/tasks-folder.ts";

type Finding = { readonly rule: string; readonly where: readonly string[] };

describe.skipIf(isLeftOut("electron"))("accessibility of the window", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    await page.evaluate(axe.source);
    tasksFolder(jobdeck.home).write("bad.ts", "export const = 3;");
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  /** What axe finds in both themes; the reading of a page does not depend on where it is scrolled to. */
  const findings = async (): Promise<readonly Finding[]> => {
    const found: Finding[] = [];
    for (const theme of ["dark", "light"] as const) {
      await jobdeck.electron.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, theme);
      await page.waitForFunction((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, theme);
      found.push(
        ...(await page.evaluate(async (name) => {
          const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
          return violations.map(({ id, nodes }) => ({
            rule: `${name}: ${id}`,
            where: nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`),
          }));
        }, theme)),
      );
    }
    return found;
  };

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
        await page.getByRole("list", { name: /vector store/ }).waitFor();
      },
    ],
    ["the storage", () => page.getByTitle(/Show storage/).click()],
    ["the settings", () => page.keyboard.press("Control+,")],
    ["the list of all commands", () => page.keyboard.press("Control+Shift+P")],
  ])("is without a finding of axe in %s", async (_what, show) => {
    await show();
    expect(await findings()).toEqual([]);
  });
});
