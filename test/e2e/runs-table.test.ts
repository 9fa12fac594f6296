import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { until } from "../support/desktop/processes.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("the table of runs, by keyboard alone", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  const run = (shell: string, delayMs?: number) =>
    host.client.jobs.run({ taskId: "command", payload: { shell }, options: delayMs === undefined ? {} : { delayMs } });
  const statesOf = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (runId) => (await host.client.runs.get({ runId })).status));
  const filter = async (text: string) => {
    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type("all runs as a table");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("Filter runs");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
    await page.locator(`.runs-editor[data-filter="${text}"][data-answered="true"]`).waitFor();
    await page.keyboard.press("Enter");
  };
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
    );
  const tabTo = async (name: string, key = "Tab") => {
    for (let step = 0; step < 40 && (await focused()) !== name; step++) await page.keyboard.press(key);
    expect(await focused()).toBe(name);
  };

  /** "Show log" goes when it is clicked; what is beside it stays where it is. */
  const placeAfterLog = async () => {
    const again = page.getByRole("button", { name: "Run again with payload…" });
    const before = await again.boundingBox();
    await page.getByRole("button", { name: "Show log" }).click();
    await page.getByRole("button", { name: "Show log" }).waitFor({ state: "detached" });
    await expect.poll(() => again.boundingBox()).toEqual(before);
    await page.keyboard.press("Control+J");
    await page.getByRole("button", { name: "Show log" }).waitFor();
  };

  it("shows the log of the one that is selected, and none of several", async () => {
    const ids = [(await run("echo one of them")).id, (await run("echo the other one")).id];
    await expect.poll(() => statesOf(ids), { timeout: 60_000 }).toEqual(["completed", "completed"]);
    await filter("state:completed");
    await expect.poll(() => page.locator(".runs-row").count()).toBe(2);
    await page.keyboard.press("Control+J");
    const log = page.getByRole("tabpanel", { name: "Log" });
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".runs-row:focus").count()).toBe(1);
    await page.keyboard.press("Home");
    await page.keyboard.press(" ");
    await log.getByText("the other one", { exact: true }).waitFor();
    await page.keyboard.press(" ");
    await log.getByText("No log to show").waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press(" ");
    await log.getByText("one of them", { exact: true }).waitFor();
    await page.keyboard.press("Shift+Home");
    await page.getByText("2 selected").waitFor();
    await log.getByText("No log to show").waitFor();
    await screenshot(jobdeck, "runs-table-log");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+J");
  });

  it("filters, chooses several, and cancels them in one go", async () => {
    const waiting: string[] = [];
    for (let index = 0; index < 3; index++) waiting.push((await run("exit 0", 3_600_000)).id);
    await filter("state:created");
    await expect.poll(() => page.locator(".runs-row").count()).toBe(3);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+A");
    await page.getByText("3 selected").waitFor();
    await screenshot(jobdeck, "runs-table-selected");
    await page.keyboard.press("Delete");
    await page.getByRole("dialog", { name: "Cancel 3 runs?" }).waitFor();
    await tabTo("Cancel 3 runs");
    await page.keyboard.press("Enter");
    await page.getByText("3 runs cancelled.").waitFor();
    await expect.poll(() => statesOf(waiting)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  it("runs several again", async () => {
    await filter("state:cancelled");
    await expect.poll(() => page.locator(".runs-row").count()).toBe(3);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 selected").waitFor();
    await tabTo("Run 2 again", "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Run 2 again?" }).waitFor();
    await tabTo("Run 2 again");
    await page.keyboard.press("Enter");
    await page.getByText("2 runs queued again.").waitFor();
  });

  const menuWords = async () => {
    await page.getByRole("menu").waitFor();
    const words = await page.getByRole("menuitem").locator(".menu-label").allTextContents();
    return words.map((word) => word.trim());
  };
  const focusRow = async () => {
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".runs-row:focus").count()).toBe(1);
  };

  it("offers in the menu of a row what can be done with that run, and does it", async () => {
    const { id } = await run("exit 0", 3_600_000);
    await filter("state:created");
    await expect.poll(() => page.locator(".runs-row").count()).toBeGreaterThan(0);
    await page.locator(`#runs-row-${id}`).waitFor();
    await focusRow();
    await page.keyboard.press("Shift+F10");
    expect(await menuWords()).toEqual(["Open", "Open to the side", "Open job", "Cancel", "Copy id"]);
    await screenshot(jobdeck, "runs-table-menu");
    await page.keyboard.press("C");
    await page.keyboard.press("Enter");
    await expect.poll(() => statesOf([id])).toEqual(["cancelled"]);
    await filter("state:cancelled");
    await page.locator(`#runs-row-${id}`).waitFor();
    await focusRow();
    await page.keyboard.press("ContextMenu");
    expect(await menuWords()).toEqual([
      ...["Open", "Open to the side", "Open job", "Run again", "Run again with payload…", "Copy id"],
    ]);
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("form", { name: "Run with payload" }).waitFor();
    expect(jobdeck.complaints).toEqual([]);
  });

  it("acts on all selected runs from the menu of one of them, and says on how many", async () => {
    await filter("state:cancelled");
    await expect.poll(() => page.locator(".runs-row").count()).toBe(4);
    await focusRow();
    await page.keyboard.press("Control+A");
    await page.getByText("4 selected").waitFor();
    await page.keyboard.press("Shift+F10");
    expect(await menuWords()).toEqual(["Run 4 again", "Copy 4 ids", "Copy as CSV", "Copy as JSON"]);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Run 4 again?" }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("finds why a run failed, looks through its log, and saves it", async () => {
    const shell = "printf '\\033[31mred alert\\033[0m\\nall is well\\nred again\\n'; exit 3";
    const { id } = await run(shell);
    await until("its end", async () =>
      (await host.client.runs.get({ runId: id })).status === "failed" ? true : undefined,
    );
    await filter("state:failed job:command");
    await expect.poll(() => page.locator(".runs-row").count()).toBe(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Error" }).waitFor();
    await placeAfterLog();
    await page.keyboard.press("Control+F");
    await page.locator(".ansi-fg-1", { hasText: "red alert" }).waitFor();
    await expect.poll(focused).toBe("Find in log");
    await page.keyboard.type("red");
    await page.getByText(/^1 of \d+$/).waitFor();
    await page.keyboard.press("F3");
    await page.getByText(/^2 of \d+$/).waitFor();
    await screenshot(jobdeck, "run-log-search");
    const file = path.join(desktop.folder, "saved.log");
    await inMain(
      jobdeck.electron,
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
      },
      file,
    );
    await tabTo("Save the log to a file…");
    await page.keyboard.press("Enter");
    await until("the file", async () => (existsSync(file) ? true : undefined));
    expect(readFileSync(file, "utf8")).toMatch(/red alert.*\n.*all is well\n.*red again/);
    expect(jobdeck.complaints).toEqual([]);
  });
});
