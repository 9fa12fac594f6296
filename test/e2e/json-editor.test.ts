import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";
import { taskFile, tasksFolder } from "../support/tasks-folder.ts";

describe.skipIf(isLeftOut("electron"))("the editor of JSON", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    tasksFolder(jobdeck.home).write(
      "echo.ts",
      taskFile("echo", "Echo")
        .replace("z.object({})", "z.object({ word: z.string().default('hello') })")
        .replace(/run: .*/, "run: (payload) => payload,"),
    );
    await page.getByRole("treeitem", { name: /Echo/ }).click();
    await page.getByRole("button", { name: "More ways to run" }).click();
    await page.getByRole("menuitem", { name: "Run with payload…" }).click();
    await page.getByRole("button", { name: "Write as JSON" }).click();
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const field = () => page.getByLabel("Payload as JSON");
  const isInside = () => page.evaluate(() => document.activeElement?.classList.contains("json-editor-host") ?? false);

  it("has the focus when it is opened, and marks what is wrong while one types", async () => {
    await field().waitFor();
    await expect.poll(isInside).toBe(true);
    await page.keyboard.press("Control+A");
    await page.keyboard.type('{ "word": hello }');
    const mark = page.locator(".cm-lintRange-error").first();
    await mark.waitFor();
    await screenshot(jobdeck, "json-editor");
    await expect.poll(() => mark.textContent()).toBe("hello");
    await page.keyboard.press("Control+A");
    await page.keyboard.type('{ "word": "ada" }');
    await mark.waitFor({ state: "detached" });
  });

  it("takes back what was typed, a word at a time", async () => {
    await page.keyboard.press("Control+End");
    await page.keyboard.type("   ");
    await page.keyboard.press("Control+Z");
    await expect.poll(() => field().innerText()).toBe('{ "word": "ada" }');
  });

  it("finds a text, and Escape closes the search and nothing else", async () => {
    await page.keyboard.press("Control+F");
    const search = page.getByRole("textbox", { name: "Find" });
    await search.pressSequentially("ada");
    await page.locator(".cm-searchMatch").first().waitFor();
    await page.keyboard.press("Escape");
    await search.waitFor({ state: "detached" });
    expect(await field().isVisible()).toBe(true);
  });

  it("is left by Tab", async () => {
    await field().focus();
    await page.keyboard.press("Tab");
    await expect.poll(isInside).toBe(false);
  });

  it("is without a finding of axe", async () => {
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(".json-editor");
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    });
    expect(found).toEqual([]);
  });

  it("runs the job with its text by Ctrl+Enter, and nothing offends the content security policy", async () => {
    await field().focus();
    await page.keyboard.press("Control+Enter");
    await page.getByText(/Completed in/).waitFor();
    await page
      .getByText(/"word": "ada"/)
      .first()
      .waitFor();
    expect(jobdeck.complaints).toEqual([]);
  });
});
