import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homeFiles } from "../../jobs/model/home.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("settings in the app", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  const start = async () => {
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
  };

  beforeAll(async () => {
    desktop = await openDesktop();
    await start();
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const file = () => homeFiles(jobdeck.home).settings;
  const written = () => readFileSync(file(), "utf8");
  const command = async (words: string) => {
    await page.keyboard.press("Control+Shift+P");
    await page.getByRole("dialog").getByRole("combobox").fill(`>${words}`);
    await page.keyboard.press("Enter");
  };
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  it("are written into settings.json by the editor", async () => {
    await page.keyboard.press("Control+,");
    await page.getByRole("textbox", { name: "Runs at once" }).fill("7");
    await page.keyboard.press("Enter");
    await expect.poll(written).toBe('{\n  "engine.concurrency": 7\n}\n');
    await page.getByLabel("Show modified settings").click();
    await expect.poll(() => page.getByRole("textbox", { name: "Batch size" }).count()).toBe(0);
    await screenshot(jobdeck, "settings-modified");
  });

  it("find a model server on this computer, and let it answer", async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === "/v1/models" ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify({ object: "list", data: [{ id: "nomic-embed-text" }, { id: "qwen3" }] }));
    });
    await new Promise<void>((resolve) => server.listen(11_434, "127.0.0.1", resolve));
    try {
      await page.getByLabel("Show modified settings").click();
      await page.getByRole("button", { name: "Find model servers" }).click();
      await page.getByRole("button", { name: "Use Ollama" }).click();
      await page.getByText("Ollama answers from now on.").waitFor();
      await expect.poll(() => page.getByRole("textbox", { name: "Model server" }).inputValue()).toContain(":11434/v1");
      expect(written()).toContain('"ai.model": "qwen3"');
      expect(written()).toContain('"ai.embeddingModel": "nomic-embed-text"');
      await screenshot(jobdeck, "settings-model-servers");
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("mark in their contents the group that is read, also while one scrolls", async () => {
    await page.keyboard.press("Control+,");
    await page.getByRole("textbox", { name: "Search settings" }).fill("");
    const current = () => page.locator(".settings-contents [aria-current]").allInnerTexts();
    const scroller = page.locator(".editor-page").last();
    await scroller.evaluate((element) => element.scrollTo(0, 0));
    await expect.poll(current).toEqual(["Window"]);
    await page.getByRole("navigation").getByRole("button", { name: "AI", exact: true }).click();
    await expect.poll(current).toEqual(["AI"]);
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect.poll(current).toEqual(["OpenAI or compatible"]);
    const provider = page.getByRole("combobox", { name: "Provider" });
    await expect
      .poll(() => provider.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text))
      .toBe("auto");
    await page.getByText("A model when there is an API key or a model server, else plain methods.").waitFor();
    await screenshot(jobdeck, "settings-outline");
  });

  it("fit into a narrow window", async () => {
    const { width, height } = await inMain(jobdeck.electron, ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const before = window?.getContentBounds();
      window?.setContentSize(640, 800);
      return { width: before?.width ?? 0, height: before?.height ?? 0 };
    });
    await page.waitForFunction(() => innerWidth < 700);
    const tooWide = await page
      .locator(".editor-page")
      .last()
      .evaluate((scroller) => {
        const right = scroller.getBoundingClientRect().left + scroller.clientWidth;
        return [...scroller.querySelectorAll("*")]
          .filter((element) => element.getBoundingClientRect().right > right + 1)
          .map(({ tagName, className }) => `${tagName}.${className}`);
      });
    await screenshot(jobdeck, "settings-narrow");
    await inMain(
      jobdeck.electron,
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
      [width, height],
    );
    expect(tooWide).toEqual([]);
  });

  it("are in the editor as soon as the file says them", async () => {
    writeFileSync(file(), '// mine\n{\n  "engine.concurrency": 5\n}\n');
    await expect.poll(() => page.getByRole("textbox", { name: "Runs at once" }).inputValue()).toBe("5");
  });

  it("stay as they were while the file has a mistake, which is named, led to and mended", async () => {
    writeFileSync(file(), '// mine\n{\n  "engine.concurrency": 5\n  "sync.batchSize": 3\n}\n');
    await page.getByText(/settings\.json has a mistake \(line 4\)/).waitFor();
    await page.getByRole("button", { name: "Open settings.json" }).last().click();
    await page.locator(".cm-lintRange-error").first().waitFor();
    await screenshot(jobdeck, "settings-json");
    await page.getByRole("textbox", { name: "settings.json" }).fill('// mine\n{\n  "engine.concurrency": 6,\n}\n');
    await page.keyboard.press("Control+S");
    await expect.poll(written).toContain('"engine.concurrency": 6,');
    await page.keyboard.press("Control+,");
    await expect.poll(() => page.getByRole("textbox", { name: "Runs at once" }).inputValue()).toBe("6");
  });

  it("show a theme by arrow keys as soon as the list is open, and its keys and those of the settings are in the menu", async () => {
    const before = await background();
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+T");
    const dialog = page.getByRole("dialog", { name: "Colour theme" });
    await dialog.locator("input:checked:focus").waitFor({ state: "attached" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(background).not.toBe(before);
    await page.keyboard.press("Escape");
    await expect.poll(background).toBe(before);
    await page.getByRole("menuitem", { name: "File" }).click();
    await page.getByRole("menuitem", { name: "Preferences" }).click();
    await expect
      .poll(async () => (await page.locator(".menu").last().getByRole("menuitem").allInnerTexts()).join(" "))
      .toMatch(/Settings\s+Ctrl\+,.*Colour theme…\s+Ctrl\+K Ctrl\+T/s);
    await screenshot(jobdeck, "menu-preferences");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  });

  it("show a theme while one moves over it, and go back by Escape", async () => {
    const before = await background();
    await command("Colour theme");
    const dialog = page.getByRole("dialog", { name: "Colour theme" });
    await dialog.getByText("High Contrast Dark").click();
    await expect.poll(background).toBe("rgb(0, 0, 0)");
    await screenshot(jobdeck, "theme-picker");
    await page.keyboard.press("Escape");
    await expect.poll(background).toBe(before);
  });

  it("keep a theme file of the user's, also over a restart, from the first picture on", async () => {
    const theme = '{ "type": "dark", "colors": { "editor.background": "#002b36", "sideBar.background": "#00212b" } }';
    await command("Colour theme");
    await page.getByLabel("Theme file").setInputFiles({
      ...{ name: "Deep Sea.json", mimeType: "application/json", buffer: Buffer.from(theme) },
    });
    await expect.poll(background).toBe("rgb(0, 43, 54)");
    await expect.poll(written).toContain('"workbench.colorTheme": "Deep Sea"');
    expect(written()).toContain("// mine");
    expect(readFileSync(path.join(homeFiles(jobdeck.home).themes, "Deep Sea.json"), "utf8")).toBe(theme);
    await jobdeck.quit();
    await start();
    expect(await page.evaluate(async () => (await fetch("theme.css")).text())).toContain("#002b36");
    await expect.poll(background).toBe("rgb(0, 43, 54)");
    await screenshot(jobdeck, "theme-loaded");
  });

  it("name a theme file that is broken among the problems, and never break the window", async () => {
    mkdirSync(homeFiles(jobdeck.home).themes, { recursive: true });
    writeFileSync(path.join(homeFiles(jobdeck.home).themes, "Bad.json"), '{ "colors": { "foreground": "red" } }');
    writeFileSync(file(), '{ "workbench.colorTheme": "Bad" }');
    await page.getByTitle(/Show problems/).click();
    await page
      .getByText(/Bad\.json: "foreground" is "red"/)
      .first()
      .waitFor();
    expect(jobdeck.complaints).toEqual([]);
  });
});
