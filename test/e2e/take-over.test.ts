import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { until } from "../support/desktop/processes.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

/** The walkthrough of a first start, by keyboard, with a real crontab program. */
describe.skipIf(isLeftOut("electron"))("the walkthrough", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    const bin = path.join(desktop.folder, "bin");
    mkdirSync(bin);
    writeFileSync(
      path.join(bin, "crontab"),
      "#!/bin/sh\nprintf '0 2 * * * backup --all\\n30 7 * * 1-5 echo morning\\n@reboot mount-disks\\n'\n",
    );
    chmodSync(path.join(bin, "crontab"), 0o755);
    jobdeck = await openJobdeck(desktop, { env: { PATH: `${bin}:${process.env.PATH}` } });
    page = await jobdeck.page();
    await untilUsable(page);
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  const answer = (button: number) =>
    inMain(
      jobdeck.electron,
      ({ dialog }, response) => {
        dialog.showMessageBox = async () => ({ response, checkboxChecked: false });
      },
      button,
    );
  const press = async (name: RegExp) => {
    await page.getByRole("button", { name }).last().focus();
    await page.keyboard.press("Enter");
  };
  const schedules = async () => (await host.client.jobs.get({ taskId: "command" })).schedules;

  it("shows the crontab with next times and what stays behind, and writes nothing", async () => {
    await press(/^Take over your crontab/);
    await press(/^Look at my crontab/);
    await page.getByText("backup --all").waitFor();
    await page.getByText("@reboot mount-disks").waitFor();
    await expect.poll(() => page.getByRole("row").count()).toBe(3);
    expect(await schedules()).toEqual([]);
    await screenshot(jobdeck, "take-over");
  });

  it("makes nothing when the question of the system is not confirmed", async () => {
    await answer(0);
    await press(/^Take over 2 lines/);
    await page
      .getByRole("alert")
      .getByText(/not confirmed/)
      .waitFor();
    expect(await schedules()).toEqual([]);
  });

  it("makes the chosen line, paused, and gives the step its tick", async () => {
    await answer(1);
    await page.getByRole("checkbox", { name: "echo morning" }).focus();
    await page.keyboard.press("Space");
    await press(/^Take over 1 line/);
    await page.getByText("1 schedule was made, paused").waitFor();
    expect(await schedules()).toMatchObject([{ when: "0 2 * * *", paused: true, own: true }]);
    await page.getByRole("button", { name: /^Take over your crontab and timers\s?, done/ }).waitFor();
  });

  it("comes again by its command after its tab was closed", async () => {
    await page.keyboard.press("Control+W");
    await page.getByRole("heading", { name: "Get started with Jobdeck" }).waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+P");
    await page.getByRole("combobox").fill(">Get started");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Get started with Jobdeck" }).waitFor();
  });
});
