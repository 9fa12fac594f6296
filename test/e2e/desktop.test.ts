import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { homeFiles } from "../../jobs/model/home.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { ended, isLeftOut, type JobdeckApp, openJobdeck, startJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { startKeyring } from "../support/desktop/keyring.ts";
import { until } from "../support/desktop/processes.ts";
import { startTrayHost, type TrayHost } from "../support/desktop/tray-host.ts";
import { isVisible, screenshot, untilUsable, untilVisible } from "../support/desktop/window.ts";

/** One app for all of these, used as a user would: each test goes on from where the one before it left the window. */
describe.skipIf(isLeftOut("electron", "tray", "keychain"))("Jobdeck on the desktop", () => {
  let desktop: Desktop;
  let tray: TrayHost;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    [tray] = await Promise.all([startTrayHost(desktop), startKeyring(desktop)]);
    jobdeck = await openJobdeck(desktop, { args: ["--demo"] });
    page = await jobdeck.page();
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    tray?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  // The demo runs the news meanwhile.
  const syncs = async (limit: number) => (await host.client.runs.list({ taskId: "sync-s3", limit })).runs;
  const lastRun = async () => (await syncs(1))[0];
  const firstLine = async () => (await tray.texts())[0] ?? "";

  it("starts the demo, and opens its run with the log", async () => {
    await page.getByRole("heading", { name: /^Run / }).first().waitFor();
    await page.getByRole("status").filter({ hasText: "Completed" }).first().waitFor();
    await page.getByRole("log").getByText("Batch 1 of 3").waitFor();
    await screenshot(jobdeck, "run");
  });

  it("says in the tray that all is good and what is next", async () => {
    const good = /^All good\. Next: .+ (in \d+ (min|h)|at \d\d:\d\d|now)$/;
    // One run of the demo follows another: between two of them all is good for a moment.
    const texts = await until("the end of the demo's runs", async () => {
      const shown = await tray.texts();
      return good.test(shown[0] ?? "") && (await tray.tooltip()) === "Jobdeck" ? shown : undefined;
    });
    expect(texts).toEqual(expect.arrayContaining(["Run now", "Pause all", "Open Jobdeck", "Settings", "Quit"]));
  });

  it("runs a job from the tray, and the window that is open shows it", async () => {
    const before = await lastRun();
    await tray.click("Run now", "S3");
    const run = await until("the run", async () => {
      const newest = await lastRun();
      return newest?.id === before?.id ? undefined : newest;
    });
    await page.getByRole("heading", { name: `Run ${run.id.slice(0, 4)}`, exact: true }).waitFor();
    await page.getByRole("log").getByText("done=0 skipped=3 failed=0").waitFor();
  });

  it("shows the run that a link names, by way of a second start", async () => {
    const [, first] = await syncs(2);
    const second = startJobdeck(desktop, { args: [`jobdeck://run/${first?.id}`] });
    expect(await ended(second.child)).toBe(0);
    await page.getByRole("heading", { name: `Run ${first?.id.slice(0, 4)}`, exact: true }).waitFor();
  });

  it("hides when it is closed, lives on in the tray, and comes back with what it showed", async () => {
    const title = await page.title();
    await inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await untilVisible(jobdeck, false);
    expect((await host.client.snapshot({})).engine.kind).toBe("desktop");
    await tray.click("Open Jobdeck");
    await untilVisible(jobdeck, true);
    expect(await page.title()).toBe(title);
  });

  it("pauses and resumes everything from the tray", async () => {
    const icon = await tray.icon();
    await tray.click("Pause all", "For 1 hour");
    await until("the pause", async () =>
      /^Paused until \d\d:\d\d|^Paused until \w+ \d\d:\d\d/.test(await firstLine()) ? true : undefined,
    );
    expect((await host.client.snapshot({})).engine.paused).toBe(true);
    await expect.poll(tray.tooltip).toBe("Jobdeck: paused");
    await expect.poll(tray.icon).not.toBe(icon);
    await tray.click("Resume");
    await until("the end of the pause", async () => ((await firstLine()).startsWith("All good") ? true : undefined));
    await expect.poll(tray.icon).toBe(icon);
  });

  it("refuses a wrong schedule with the reason, and says a right one in words and times", async () => {
    await page
      .getByRole("treeitem", { name: /vector store/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Edit schedule" }).click();
    const form = page.getByRole("form", { name: "Edit schedule" });
    const field = form.getByRole("textbox", { name: "Runs", exact: true });
    await field.fill("99 * * * *");
    await form.getByText(/99/).waitFor();
    expect(await form.getByRole("button", { name: "Save" }).isEnabled()).toBe(false);
    await screenshot(jobdeck, "schedule-refused");

    await field.fill("0 7 * * 1-5");
    await form.getByText("Weekdays at 07:00").waitFor();
    await expect.poll(() => form.getByRole("listitem").count()).toBe(5);
    await screenshot(jobdeck, "schedule");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    expect((await host.client.schedules.list({ taskId: "sync-s3" }))[0]).toMatchObject({
      when: "0 7 * * 1-5",
      changed: true,
    });
    await page
      .getByText(/07:00.*UTC/)
      .first()
      .waitFor();
    await screenshot(jobdeck, "job");
  });

  it("takes a secret into the keychain and never gives it back", async () => {
    const secret = "K004-canary-7f3a9c01";
    await tray.click("Settings");
    const form = page.getByRole("form", { name: /^OpenAI/ });
    await form.getByText("Secrets are kept in GNOME Keyring").waitFor();
    const field = page.getByRole("form", { name: "S3 storage" }).getByLabel(/^Secret access key/);
    // While the demo is on, its values stand above the user's.
    await host.client.demo.remove({});
    await until("the demo's end", async () => ((await field.isEnabled()) ? true : undefined));
    await field.fill(secret);
    await page.getByRole("form", { name: "S3 storage" }).getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved.").waitFor();
    await screenshot(jobdeck, "settings");

    const listed = await host.client.settings.list({});
    const stored = listed.flatMap((group) => group.fields).find((one) => one.name === "s3.secretAccessKey");
    expect(stored).toMatchObject({ source: "stored", value: null });
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
    await expect.poll(() => field.inputValue()).toBe("");
    const file = readFileSync(homeFiles(jobdeck.home).vault, "utf8");
    expect(JSON.parse(file).secrets["s3.secretAccessKey"].kind).toBe("sealed");
    expect(file).not.toContain(secret);
    expect(jobdeck.log()).not.toContain(secret);
  });

  it("brings the window back when its process is killed, while a run goes on", async () => {
    await host.client.demo.start({});
    const run = await host.client.jobs.run({ taskId: "sync-s3" });
    const crashed = page.waitForEvent("crash");
    await inMain(jobdeck.electron, ({ BrowserWindow }) => {
      const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
      if (pid !== undefined) process.kill(pid, "SIGKILL");
    });
    await crashed;
    const ended = await until("the run's end", async () => {
      const { status } = await host.client.runs.get({ runId: run.id });
      return status === "created" || status === "active" ? undefined : status;
    });
    expect(ended).toBe("completed");
    expect(jobdeck.log()).toMatch(/The window's process ended \((killed|crashed)\); it is loaded again/);
    const back = () =>
      inMain(jobdeck.electron, ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.querySelector("[role=tree]") !== null',
        ),
      );
    await until("the page to be back", async () => ((await back().catch(() => false)) ? true : undefined));
    expect(await isVisible(jobdeck)).toBe(true);
  });

  it("opens from the tray to usable, from nothing", async () => {
    await inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
    const opened = jobdeck.electron.waitForEvent("window");
    await tray.click("Open Jobdeck");
    page = await opened;
    await untilUsable(page);
    expect(await isVisible(jobdeck)).toBe(true);
  });

  it("has broken neither the content security policy nor anything else in the page", () => {
    expect(jobdeck.complaints).toEqual([]);
  });

  it("quits from the tray, and stops its host first", async () => {
    await tray.click("Quit");
    expect(await ended(jobdeck.electron.process())).toBe(0);
    expect(jobdeck.log().trimEnd().split("\n").at(-1)).toContain("Host stopped");
  });
});
