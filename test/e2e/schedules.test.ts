import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { until } from "../support/desktop/processes.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

/** Schedules and jobs in the real app, by keyboard alone. Each test goes on from where the one before it left the window. */
describe.skipIf(isLeftOut("electron"))("schedules by keyboard", () => {
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

  const press = (...keys: readonly string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const type = (text: string) => page.keyboard.type(text);
  const retype = async (text: string) => {
    await press("Control+A");
    await type(text);
  };
  const command = async (title: string) => {
    await press("Control+Shift+P");
    await page.getByRole("combobox", { expanded: true }).waitFor();
    await type(title);
    await page
      .getByRole("option", { name: new RegExp(`^${title}`) })
      .first()
      .waitFor();
    await press("Enter");
  };
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label =
        element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : null;
      return element?.getAttribute("aria-label") ?? label?.textContent ?? element?.textContent ?? "";
    });
  const tabTo = async (name: string) => {
    for (let step = 0; step < 60; step++) {
      if ((await focused()).startsWith(name)) return;
      await press("Tab");
    }
    throw new Error(`The Tab key does not lead to "${name}"`);
  };
  const form = (name: string) => page.getByRole("form", { name });
  const schedules = async () => (await host.client.jobs.get({ taskId: "sync-s3" })).schedules;
  const saved = async (name: string) => {
    await form(name).waitFor({ state: "detached" });
    return schedules();
  };

  it("changes a time to weekdays at 7:30 by words", async () => {
    await press("Control+P");
    await page.getByRole("combobox", { expanded: true }).waitFor();
    await type("vector store");
    await page
      .getByRole("option", { name: /vector store/ })
      .first()
      .waitFor();
    await press("Enter");
    await command("Edit schedule");
    await form("Edit schedule").waitFor();
    await tabTo("Runs");
    await retype("weekdays at 7:30");
    await form("Edit schedule").getByText("Weekdays at 07:30").waitFor();
    await press("Enter");
    expect(await saved("Edit schedule")).toEqual([expect.objectContaining({ when: "30 7 * * 1-5", changed: true })]);
  });

  it("shows what was changed, and takes it back", async () => {
    await command("Edit schedule");
    await form("Edit schedule").getByRole("row", { name: /Times/ }).waitFor();
    await screenshot(jobdeck, "schedule-changed");
    await press("Shift+Tab");
    await tabTo("Reset to default");
    await press("Enter");
    await until("the default", async () => ((await schedules())[0]?.changed === false ? true : undefined));
    expect((await schedules())[0]).toMatchObject({ when: "0 0 * * *", changes: [] });
    await tabTo("Runs");
    await press("Escape");
    await form("Edit schedule").waitFor({ state: "detached" });
  });

  it("changes a time to weekdays at 7:30 by simple fields, and the text follows", async () => {
    await command("Edit schedule");
    await form("Edit schedule").waitFor();
    await tabTo("Repeats");
    await press("ArrowDown");
    await tabTo("At");
    await retype("7:30");
    await expect
      .poll(() => form("Edit schedule").getByRole("textbox", { name: "Runs", exact: true }).inputValue())
      .toBe("30 7 * * 1-5");
    await form("Edit schedule").getByText("Weekdays at 07:30").waitFor();
    await press("Control+S");
    expect((await saved("Edit schedule"))[0]).toMatchObject({ when: "30 7 * * 1-5" });
  });

  it("asks before it throws away what was typed, and only then", async () => {
    await command("Edit schedule");
    await form("Edit schedule").waitFor();
    await tabTo("Runs");
    await retype("hourly");
    await press("Escape");
    await page.getByRole("dialog", { name: /Discard/ }).waitFor();
    await press("Escape");
    await tabTo("Runs");
    await press("Escape");
    await tabTo("Discard");
    await press("Enter");
    expect((await saved("Edit schedule"))[0]).toMatchObject({ when: "30 7 * * 1-5" });
  });

  it("adds a schedule with a policy", async () => {
    await command("Add schedule");
    await form("New schedule").waitFor();
    await tabTo("Runs");
    await type("monthly on the 1st at 9:00");
    await tabTo("Conditions");
    await press("Enter");
    await tabTo("Online");
    await press("Space");
    await form("New schedule")
      .getByText(/on day 1 of the month/i)
      .waitFor();
    await press("Control+S");
    const [, own] = (await saved("New schedule")).toSorted((left, right) => Number(left.own) - Number(right.own));
    expect(own).toMatchObject({ when: "0 9 1 * *", own: true, policies: { conditions: { online: true } } });
  });

  it("makes a job of a command, after the system has asked, and runs it", async () => {
    await inMain(jobdeck.electron, ({ app, dialog }) => {
      dialog.showMessageBox = async (...[, options]: readonly unknown[]) => {
        app.emit("test-asked", options);
        return { response: 1, checkboxChecked: false };
      };
    });
    const asked = inMain(
      jobdeck.electron,
      ({ app }) => new Promise((resolve) => (app as NodeJS.EventEmitter).once("test-asked", resolve)),
    );
    await command("New job");
    await tabTo("Run a command or script");
    await press("Enter");
    await form("New job").waitFor();
    await tabTo("Title");
    await type("say-hello.sh");
    // First the choice between this and a program with its arguments, then the field itself.
    await tabTo("Command line");
    await press("Tab");
    await type("echo hello");
    await tabTo("Runs");
    await type("daily at 9");
    await form("New job").getByText("Every day at 09:00").waitFor();
    await press("Control+S");
    await page.getByRole("heading", { name: "say-hello.sh", level: 2 }).waitFor();
    expect(await asked).toMatchObject({
      message: "Make a job of this command?",
      detail: expect.stringMatching(/^ {4}echo hello\n\nJobdeck asks here, outside of its window/),
    });
    await page.getByRole("treeitem", { name: /^say-hello.sh/ }).waitFor();
    await screenshot(jobdeck, "job-of-a-command");
    await command("Run now");
    const run = await until("the run", async () => {
      const [newest] = (await host.client.runs.list({ taskId: "command", limit: 1 })).runs;
      return newest?.status === "completed" ? newest : undefined;
    });
    const { scripts } = await host.client.jobs.get({ taskId: "command" });
    expect(scripts).toEqual([expect.objectContaining({ scheduleId: run.scheduleId, health: "ok" })]);
  });

  it("says on the page of a job why it failed, and leads to its command", async () => {
    const [schedule] = (await host.client.jobs.get({ taskId: "command" })).schedules;
    const payload = { shell: "echo there is no bucket of this name >&2; exit 3" };
    await host.client.schedules.update({ scheduleId: schedule?.id ?? "", payload });
    await command("Run now");
    const cause = page.getByText("Exit code 3: there is no bucket of this name").first();
    await cause.waitFor();
    await screenshot(jobdeck, "job-failed");
    await page.getByRole("button", { name: /^Kept/ }).click();
    await page.getByText("All your scripts of this kind are kept alike.").waitFor();
    await page.getByRole("button", { name: /^Kept/ }).click();
    await page.getByRole("button", { name: "Edit job" }).first().click();
    await form("Edit job").waitFor();
    await expect.poll(focused).toMatch(/^Title/);
    await press("Control+J");
    const save = form("Edit job").getByRole("button", { name: "Save" });
    await expect
      .poll(() =>
        save.evaluate((button) => {
          const { x, y, width, height } = button.getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + height / 2) === button;
        }),
      )
      .toBe(true);
    await screenshot(jobdeck, "job-edited");
    await press("Control+J");
  });

  it("deletes a job of one's own after a question that names it, and its tab goes", async () => {
    await command("Delete job");
    await page.getByRole("dialog", { name: "Delete “say-hello.sh”?" }).waitFor();
    await screenshot(jobdeck, "job-deleted");
    await tabTo("Delete job");
    await press("Enter");
    await page.getByRole("tab", { name: "say-hello.sh" }).waitFor({ state: "detached" });
    await page.getByRole("treeitem", { name: /^say-hello.sh/ }).waitFor({ state: "detached" });
    expect((await host.client.jobs.get({ taskId: "command" })).schedules).toEqual([]);
  });

  it("says what a new job still lacks, and makes one that runs on demand", async () => {
    await command("New job");
    await page.getByRole("radio", { name: /command/ }).click();
    const job = form("New job");
    await job.getByText("Write the command that is run.").waitFor();
    await screenshot(jobdeck, "new-job");
    await job.getByText("Program and arguments").click();
    await job.getByRole("textbox", { name: "Program and arguments" }).fill("echo\nhello");
    await job.getByText("Say when it runs: a time, or “on demand”.").waitFor();
    await job.getByRole("button", { name: "on demand" }).click();
    await job.getByText("It has no times of its own").waitFor();
    await press("Control+S");
    await page.getByRole("treeitem", { name: /^echo hello on demand/ }).waitFor();
    await command("Run now");
    await page.getByRole("row", { name: /exit code 0/ }).waitFor();
    await screenshot(jobdeck, "job-on-demand");
    const [schedule] = (await host.client.jobs.get({ taskId: "command" })).schedules;
    expect(schedule).toMatchObject({ when: "on demand", next: [], payload: { argv: ["echo", "hello"] } });
  });

  it("runs it with another payload this once, after the system has asked, and counts that run for it", async () => {
    const asked = inMain(
      jobdeck.electron,
      ({ app }) => new Promise((resolve) => (app as NodeJS.EventEmitter).once("test-asked", resolve)),
    );
    await command("Run with payload");
    await form("Run with payload").getByRole("textbox", { name: "Program and arguments" }).fill("echo\nbye");
    await screenshot(jobdeck, "job-run-with");
    await tabTo("Run");
    await press("Enter");
    expect(await asked).toMatchObject({ message: "Run this command now?" });
    const [schedule] = (await host.client.jobs.get({ taskId: "command" })).schedules;
    const run = await until("the run", async () => {
      const [newest] = (await host.client.runs.list({ taskId: "command", limit: 1 })).runs;
      const found = newest && (await host.client.runs.get({ runId: newest.id }));
      return JSON.stringify(found?.payload).includes("bye") ? found : undefined;
    });
    expect(run).toMatchObject({ scheduleId: schedule?.id, trigger: "user", payload: { argv: ["echo", "bye"] } });
    expect(schedule?.payload).toEqual({ argv: ["echo", "hello"] });
  });
});
