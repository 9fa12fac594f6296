import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { type Program, startProgram, until } from "../support/desktop/processes.ts";
import { startTrayHost, type TrayHost } from "../support/desktop/tray-host.ts";
import { untilUsable } from "../support/desktop/window.ts";
import { root } from "../support/paths.ts";

describe.skipIf(isLeftOut("electron", "tray"))("the app, while a headless host owns the home", () => {
  let desktop: Desktop;
  let tray: TrayHost;
  let headless: Program;
  let jobdeck: JobdeckApp;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    tray = await startTrayHost(desktop);
    const home = path.join(desktop.folder, "jobdeck");
    const env = { ...desktop.env, JOBDECK_HOME: home };
    headless = startProgram(process.execPath, [path.join(root, "dist", "main", "jobdeck.cjs"), "start"], { env });
    const first = await until("the headless host", () => connectHost(home).catch(() => undefined));
    first.close();
    jobdeck = await openJobdeck(desktop, { home });
    page = await jobdeck.page();
  });

  afterAll(async () => {
    tray?.close();
    await jobdeck?.quit();
    await headless?.stop();
    await desktop?.close();
  });

  const host = async () => {
    const connection = await connectHost(jobdeck.home);
    const { engine } = await connection.client.snapshot({});
    connection.close();
    return engine;
  };

  it("is that host's console, in the window and in the tray", async () => {
    await untilUsable(page);
    expect(await host()).toMatchObject({ kind: "headless", pid: headless.child.pid });
    await tray.click("Pause all", "Until I resume");
    await page
      .getByText(/paused/i)
      .first()
      .waitFor();
    expect((await host()).paused).toBe(true);
    await tray.click("Resume");
    await until("the end of the pause", async () => ((await host()).paused ? undefined : true));
  });

  it("takes over when that ends, and the window stays usable", async () => {
    const start = performance.now();
    await headless.stop();
    await until("the app to be the host", async () => {
      const engine = await host().catch(() => undefined);
      return engine?.kind === "desktop" ? true : undefined;
    });
    expect(performance.now() - start).toBeLessThan(5_000);
    await tray.click("Pause all", "Until I resume");
    await page
      .getByText(/paused/i)
      .first()
      .waitFor();
    expect(await page.getByRole("alertdialog").count()).toBe(0);
  });
});
