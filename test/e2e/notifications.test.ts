import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { type NotificationDaemon, startNotificationDaemon } from "../support/desktop/notification-daemon.ts";
import { until } from "../support/desktop/processes.ts";
import { untilVisible } from "../support/desktop/window.ts";

/** Notifications as the desktop's own daemon shows them, without a window. */
describe.skipIf(isLeftOut("electron", "notifications"))("notifications on the desktop", () => {
  let desktop: Desktop;
  let notifications: NotificationDaemon;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;

  beforeAll(async () => {
    desktop = await openDesktop();
    notifications = await startNotificationDaemon(desktop);
    jobdeck = await openJobdeck(desktop, { args: ["--hidden"] });
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  const run = async (shell: string) => {
    const { id } = await host.client.jobs.run({ taskId: "command", payload: { shell } });
    return until("the run's end", async () => {
      const run = await host.client.runs.get({ runId: id });
      return run.status === "completed" || run.status === "failed" ? run : undefined;
    });
  };
  const titles = () => notifications.seen().map(({ title }) => title);

  it("tells of the first failure and not of the same one again", async () => {
    await run("echo broken >&2; exit 3");
    const told = await notifications.waitFor(/./);
    await run("echo broken >&2; exit 3");
    expect(titles()).toEqual([told.title]);
  });

  it("tells of a recovery only where a job is set so, by the job's own choice", async () => {
    await notifications.closeAll();
    await host.client.jobs.setNotify({ taskId: "command", notify: "never" });
    await run("exit 0");
    await run("exit 4");
    // Live events gather for a tenth of a second, those of runs first: the wish is there before this run has ended.
    await host.client.jobs.setNotify({ taskId: "command", notify: "recovery" });
    await run("sleep 0.5");
    const seen = await until("the recovery", () =>
      notifications.seen().find(({ body }) => body.startsWith("Works again")),
    );
    expect(seen.title).not.toBe("");
    expect(notifications.seen()).toHaveLength(2);
  });

  it("opens the run that a click is for, from the tray's silence", async () => {
    await notifications.closeAll();
    await host.client.jobs.setNotify({ taskId: "command", notify: null });
    const { id } = await run("sleep 0.5; echo other >&2; exit 5");
    await until("the third", () => (notifications.seen().length === 3 ? true : undefined));
    await notifications.click();
    const page = await jobdeck.page();
    await page.getByRole("heading", { name: `Run ${id.slice(0, 4)}`, exact: true }).waitFor();
    await untilVisible(jobdeck, true);
  });
});
