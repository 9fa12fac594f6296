import { rmSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { until } from "../support/desktop/processes.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";
import { taskFile, tasksFolder } from "../support/tasks-folder.ts";

/** What is typed and not saved, in the real app. Each test goes on from where the one before it left the window. */
describe.skipIf(isLeftOut("electron"))("edits that are not saved", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
    await untilUsable(page);
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  const job = (name: RegExp) => page.getByRole("treeitem", { name }).first();
  const tab = (name: RegExp) => page.getByRole("tab", { name });
  const form = () => page.getByRole("form", { name: "Edit schedule" });
  const runs = () => form().getByRole("textbox", { name: "Runs", exact: true });
  const question = () => page.getByRole("dialog", { name: /Do you want to save/ });
  const when = async () => (await host.client.jobs.get({ taskId: "sync-s3" })).schedules[0]?.when;

  it("mark the tab, and keep it when another job is looked at", async () => {
    await job(/vector store/).click();
    await page.getByRole("button", { name: "Edit schedule" }).click();
    await runs().fill("daily at 5");
    await tab(/vector store.* not saved/).waitFor();
    await job(/HTTP request/).click();
    await tab(/HTTP request/).waitFor();
    await screenshot(jobdeck, "unsaved-tab");
    await tab(/vector store/).click();
    await expect.poll(() => runs().inputValue()).toBe("daily at 5");
  });

  it("are there again after the window was destroyed", async () => {
    const before = page;
    await inMain(jobdeck.electron, ({ BrowserWindow, app }) => {
      BrowserWindow.getAllWindows()[0]?.destroy();
      app.emit("second-instance", {}, [], "");
    });
    page = await until("another window", async () => jobdeck.electron.windows().find((each) => each !== before));
    await untilUsable(page);
    await tab(/vector store.* not saved/).waitFor();
    await expect.poll(() => runs().inputValue()).toBe("daily at 5");
  });

  it("stay when the closing is cancelled", async () => {
    await runs().focus();
    await page.keyboard.press("Control+W");
    await question().waitFor();
    await screenshot(jobdeck, "unsaved-question");
    await question().getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => runs().inputValue()).toBe("daily at 5");
  });

  it("are saved with the tab's closing, or upon Ctrl+S", async () => {
    await runs().focus();
    await page.keyboard.press("Control+W");
    await question().getByRole("button", { name: "Save", exact: true }).click();
    await tab(/vector store/).waitFor({ state: "detached" });
    await expect.poll(when).toBe("0 5 * * *");

    await job(/vector store/).click();
    await page.getByRole("button", { name: "Edit schedule" }).click();
    await runs().fill("daily at 6");
    await job(/vector store/).focus();
    await page.keyboard.press("Control+S");
    await form().waitFor({ state: "detached" });
    await expect.poll(when).toBe("0 6 * * *");
  });

  it("are gone when they are not wanted", async () => {
    await page.getByRole("button", { name: "Edit schedule" }).click();
    await runs().fill("daily at 7");
    await page.keyboard.press("Control+W");
    await question().getByRole("button", { name: "Don’t save" }).click();
    await tab(/vector store/).waitFor({ state: "detached" });
    await job(/vector store/).click();
    await page.getByRole("button", { name: "Edit schedule" }).click();
    await expect.poll(() => runs().inputValue()).toBe("0 6 * * *");
    await page.keyboard.press("Escape");
  });

  it("of what cannot be saved keep the tab open", async () => {
    await page.getByRole("button", { name: "Edit schedule" }).click();
    await runs().fill("whenever");
    await page.keyboard.press("Control+W");
    await question().getByRole("button", { name: "Save", exact: true }).click();
    await form().getByText("These times cannot be used.").waitFor();
    await tab(/vector store.* not saved/).waitFor();
    await page.keyboard.press("Control+W");
    await question().getByRole("button", { name: "Don’t save" }).click();
  });

  it("are there again when a task file that was away for a moment is back", async () => {
    const files = tasksFolder(jobdeck.home);
    const code = taskFile("greet", "Greetings", 'schedules: [{ when: "0 9 * * *" }],');
    const file = files.write("greet.ts", code);
    await job(/Greetings/).click();
    await page.getByRole("button", { name: "Edit schedule" }).click();
    await runs().fill("daily at 8");
    await tab(/Greetings.* not saved/).waitFor();
    rmSync(file);
    await page.getByText("This job is not here any more").waitFor();
    files.write("greet.ts", code);
    await form().waitFor();
    await expect.poll(() => runs().inputValue()).toBe("daily at 8");
    await page.keyboard.press("Control+W");
    await question().getByRole("button", { name: "Don’t save" }).click();
  });

  it("of a payload for one run stay with their tab until they are run or discarded", async () => {
    await job(/HTTP request/).click();
    await page.getByRole("button", { name: "More ways to run" }).click();
    await page.getByRole("menuitem", { name: "Run with payload…" }).click();
    const payload = () => page.getByRole("form", { name: "Run with payload" });
    await payload()
      .getByLabel(/^Address/)
      .fill("http://127.0.0.1:1/typed");
    await tab(/HTTP request.* not saved/).waitFor();
    await job(/vector store/).click();
    await tab(/HTTP request/).click();
    expect(
      await payload()
        .getByLabel(/^Address/)
        .inputValue(),
    ).toBe("http://127.0.0.1:1/typed");
    await page.reload();
    await untilUsable(page);
    expect(
      await payload()
        .getByLabel(/^Address/)
        .inputValue(),
    ).toBe("http://127.0.0.1:1/typed");
    const discard = () => page.getByRole("dialog", { name: /Discard the payload/ });
    await payload()
      .getByLabel(/^Address/)
      .focus();
    await page.keyboard.press("Escape");
    await screenshot(jobdeck, "unsaved-payload");
    await discard().getByRole("button", { name: "Go on editing" }).click();
    await page.keyboard.press("Control+W");
    await discard().getByRole("button", { name: "Discard" }).click();
    await tab(/HTTP request/).waitFor({ state: "detached" });
    await job(/HTTP request/).click();
    await page.getByRole("heading", { name: "HTTP request", exact: true }).waitFor();
    expect(await payload().count()).toBe(0);
  });

  it("of settings.json and of a new job are kept in the same way", async () => {
    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type("New job");
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: /command/ }).click();
    await page.getByRole("textbox", { name: "Title" }).fill("half of it");
    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type("Open settings.json");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "settings.json" }).fill("// mine\n{}\n");
    await tab(/settings.json not saved/).waitFor();
    await page.reload();
    await untilUsable(page);
    await tab(/New job not saved/).click();
    await expect.poll(() => page.getByRole("textbox", { name: "Title" }).inputValue()).toBe("half of it");
    await tab(/settings.json not saved/).click();
    await page.getByText("// mine").waitFor();
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+W");
    await question().getByText("New job").waitFor();
    await question().getByRole("button", { name: "Don’t save" }).click();
    await question().getByText("settings.json").waitFor();
    await question().getByRole("button", { name: "Don’t save" }).click();
    await expect.poll(() => page.getByRole("tab").filter({ visible: true }).count()).toBe(0);
    expect(jobdeck.complaints).toEqual([]);
  });
});
