import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { until } from "../support/desktop/processes.ts";

describe.skipIf(isLeftOut("electron"))("the computer's power, as the app knows it", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  /** No test can pull the plug; what Electron says of it is changed in the app's own process. */
  const plug = (plugged: boolean) =>
    inMain(
      jobdeck.electron,
      ({ powerMonitor }, isPlugged) => {
        powerMonitor.isOnBatteryPower = () => !isPlugged;
        powerMonitor.emit(isPlugged ? "on-ac" : "on-battery");
      },
      plugged,
    );
  const isKeptAwake = () =>
    inMain(jobdeck.electron, ({ powerSaveBlocker }) =>
      Array.from({ length: 10 }, (_, id) => powerSaveBlocker.isStarted(id)).some(Boolean),
    );
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
  const newest = async () => (await host.client.schedules.ledger({ taskId: "command", limit: 1 }))[0];

  it("lets a run that waits for it begin as soon as it is there", async () => {
    await plug(false);
    const conditions = { mainsPower: true, anywayAfterMs: 3_600_000 };
    await host.client.schedules.create({
      ...{ taskId: "command", when: soon(1_500), payload: { shell: "exit 0" }, policies: { conditions } },
    });
    await until("the run that waits", async () => ((await newest())?.outcome === "pending" ? true : undefined));
    expect(await newest()).toMatchObject({ reason: "no-mains-power" });
    await plug(true);
    await until("the run", async () => ((await newest())?.outcome === "ran-late" ? true : undefined));
  });

  it("keeps the computer awake for a run that is due soon, while it is plugged in", async () => {
    await plug(true);
    expect(await isKeptAwake()).toBe(false);
    const { id } = await host.client.schedules.create({
      ...{ taskId: "command", when: soon(200_000), payload: { shell: "exit 0" }, policies: { keepAwake: true } },
    });
    await until("the computer to be kept awake", async () => (await isKeptAwake()) || undefined);
    await plug(false);
    await until("the computer to be let go", async () => !(await isKeptAwake()) || undefined);
    await plug(true);
    await until("the computer to be kept awake again", async () => (await isKeptAwake()) || undefined);
    await host.client.schedules.remove({ scheduleId: id });
    await until("the computer to be let go at last", async () => !(await isKeptAwake()) || undefined);
  });
});
