import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("menus, keys and zoom", () => {
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

  const job = () => page.getByRole("treeitem", { name: /vector store/ }).first();
  const item = (name: string | RegExp) => page.getByRole("menuitem", { name });
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");

  it("goes through the menu bar by keys alone, and gives the focus back", async () => {
    await job().focus();
    await page.keyboard.press("F10");
    await expect.poll(focused).toBe("File");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).toContain("Command palette");
    await page.keyboard.press("ArrowRight");
    await page.getByRole("menu", { name: "Run" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await expect.poll(focused).toContain("vector store");
  });

  it("opens a menu by its letter and chooses by another, to a menu within", async () => {
    await page.keyboard.press("Alt+r");
    await page.keyboard.press("a");
    await page.getByRole("menu", { name: "Pause all jobs" }).waitFor();
    await screenshot(jobdeck, "menu-bar");
    await page.keyboard.press("u");
    await page.keyboard.press("Enter");
    await page.getByText(/Paused until/).waitFor();
    await page.keyboard.press("Alt");
    await page.keyboard.press("r");
    await item(/Resume all/).click();
    await page.getByText(/Paused until/).waitFor({ state: "detached" });
  });

  it("is without a finding of axe while menus are open", async () => {
    await page.keyboard.press("Alt+v");
    await item("Appearance").hover();
    await page.getByRole("menu", { name: "Appearance" }).waitFor();
    const findings = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    });
    expect(findings).toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("runs a job from the menu of its row, opened by keys", async () => {
    await job().focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menu", { name: "Context menu" }).waitFor();
    await screenshot(jobdeck, "menu-of-a-job");
    await page.keyboard.press("r");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: /vector store/ }).waitFor();
    await page
      .getByText(/skipped/i)
      .first()
      .waitFor();
  });

  it("closes the other tabs from the menu of one", async () => {
    await page.keyboard.press("Control+,");
    await page.getByRole("tab", { name: "Settings" }).click({ button: "right" });
    await item("Close others").click();
    await page.getByRole("tab", { name: /vector store/ }).waitFor({ state: "detached" });
    await expect.poll(() => page.getByRole("tab", { name: "Settings" }).count()).toBe(1);
  });

  it("takes two keys after one another, and says when they mean nothing", async () => {
    await page.keyboard.press("Control+k");
    await page.getByText("(Ctrl+K) was pressed. Waiting for the second key…").waitFor();
    await page.keyboard.press("Control+w");
    await page.getByRole("tab", { name: "Settings" }).waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+x");
    await page.getByText("(Ctrl+K, Ctrl+X) is not a command.").waitFor();
  });

  it("leads from the status bar to what the host is, and leaves the title bar as bright as the window's buttons", async () => {
    await page.locator(".status-bar").getByRole("button", { name: "This computer" }).click();
    const dialog = page.getByRole("dialog", { name: "Jobdeck" });
    await dialog.getByText(jobdeck.home).waitFor();
    const [darkensFrom, titleBar] = await dialog.evaluate((element) => [
      Number.parseFloat(getComputedStyle(element, "::backdrop").top),
      document.querySelector(".title-bar")?.getBoundingClientRect().bottom ?? 0,
    ]);
    await screenshot(jobdeck, "about");
    // The system's buttons leave the line at its foot out.
    expect(darkensFrom).toBe((titleBar ?? 0) - 1);
    await dialog.getByRole("button", { name: "OK" }).click();
  });

  it("keeps everything within the window at 200 %, and folds the menus into one button where it is narrow", async () => {
    for (let step = 0; step < 6; step += 1) await page.keyboard.press("Control+=");
    await page.waitForFunction(() => window.devicePixelRatio === 2);
    await page.getByRole("menuitem", { name: "File" }).waitFor();
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, input, select, [role=tab], [role=treeitem]")]
        .filter(
          (element) =>
            element.checkVisibility() &&
            element.closest("[class*=tabs], .side-bar-list, .list-view, .editor-page, .jobs-tree") === null,
        )
        .filter((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return left < -1 || top < -1 || right > window.innerWidth + 1 || bottom > window.innerHeight + 1;
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    await screenshot(jobdeck, "zoom-200");
    expect(outside).toEqual([]);
    await inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(800, 800));
    await page.getByRole("menuitem", { name: "Menu" }).waitFor();
    await page.keyboard.press("F10");
    await page.keyboard.press("Enter");
    await page.getByRole("menu", { name: "Menu" }).waitFor();
    await screenshot(jobdeck, "zoom-200-menu");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+0");
    await page.waitForFunction(() => window.devicePixelRatio === 1);
  });
});
