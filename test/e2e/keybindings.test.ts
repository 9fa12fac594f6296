import { readFileSync, writeFileSync } from "node:fs";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homeFiles } from "../../jobs/model/home.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("keyboard shortcuts and output", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    await page.evaluate(axe.source);
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const file = () => homeFiles(jobdeck.home).keybindings;
  const row = (name: RegExp) => page.getByRole("row", { name });
  const runs = () => page.getByRole("heading", { name: "Runs", exact: true });
  const findings = () =>
    page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    });

  it("gives a command other keys by keyboard alone, and they do it", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+s");
    const search = page.getByLabel("Search commands and keys");
    await page.locator(".shortcut-row:not(.is-head)").first().waitFor();
    const left = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((row) => [...row.children].map((cell) => cell.getBoundingClientRect().left));
    expect(await left(".shortcut-row.is-head")).toEqual(await left(".shortcut-row:not(.is-head)"));
    await search.fill("show runs");
    await row(/Show runs/).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("New keys").waitFor();
    await page.keyboard.press("Control+b");
    await page.getByText("Also the keys of “Toggle side bar”.").waitFor();
    await page.keyboard.press("Control+Alt+r");
    await page.keyboard.press("Control+Alt+r");
    expect(await findings()).toEqual([]);
    await page.keyboard.press("Enter");
    await row(/Show runs Ctrl\+Alt\+R User/).waitFor();
    expect(readFileSync(file(), "utf8")).toContain('"-runs.show"');
    await page.keyboard.press("Control+Shift+h");
    expect(await runs().count()).toBe(0);
    await page.keyboard.press("Control+Alt+r");
    await runs().waitFor();
    expect(await findings()).toEqual([]);
    await screenshot(jobdeck, "keyboard-shortcuts");
  });

  it("takes up what is written into the file from outside, without a restart", async () => {
    writeFileSync(file(), '[{ "key": "ctrl+k r", "command": "jobs.show" }] // mine');
    await page.getByLabel("Search commands and keys").fill("show jobs");
    await row(/Show jobs Ctrl\+K R User/).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.press("r");
    await page.getByRole("heading", { name: "Jobs", exact: true }).waitFor();
  });

  it("names the line of a mistake, keeps the keys from before, and does not write over it", async () => {
    writeFileSync(file(), '[\n{ "key": "ctrl+k r" "command": "jobs.show" }]');
    await page.getByText(/keybindings\.json, line 2: A comma is expected here/).waitFor();
    await row(/Show jobs Ctrl\+K R User/).focus();
    await page.keyboard.press("Delete");
    await page.getByText(/Mend it in the file first/).waitFor();
    await page.keyboard.press("Control+Shift+M");
    await page.getByRole("button", { name: /error: keybindings\.json A comma is expected here.*Ln 2/ }).waitFor();
    expect(readFileSync(file(), "utf8")).toContain('"ctrl+k r" "command"');
  });

  it("is mended in the file's own editor", async () => {
    await page.getByRole("button", { name: "Open the file" }).click();
    await page.locator(".cm-content").waitFor();
    await screenshot(jobdeck, "keybindings-file");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("[]\n");
    await page.keyboard.press("Control+s");
    await expect.poll(() => readFileSync(file(), "utf8")).toBe("[]\n");
    expect(await findings()).toEqual([]);
  });

  it("shows what the host writes, as it writes it", async () => {
    await page.keyboard.press("Control+Shift+U");
    await page.getByText("Host started for", { exact: false }).first().waitFor();
    // Something that the program writes down: a page that wants to open what is not for a browser.
    await page.evaluate(() => void window.open("ssh://example.org"));
    await page.getByText("The page wanted to open an address that is not for a browser", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("Nothing to show").waitFor();
    await screenshot(jobdeck, "output");
    expect(await findings()).toEqual([]);
  });
});
