import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { until } from "../support/desktop/processes.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("the timeline in the window", () => {
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

  const run = (shell: string) => host.client.jobs.run({ taskId: "command", payload: { shell }, options: {} });
  const titleOf = async () => (await host.client.jobs.get({ taskId: "command" })).title;
  const lane = async () => page.getByRole("group", { name: await titleOf(), exact: true });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

  it("is a place in the activity bar, and has a lane for every job", async () => {
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Timeline" }).click();
    await page.getByRole("heading", { name: "Timeline", exact: true }).waitFor();
    await (await lane()).waitFor();
    const jobs = await host.client.jobs.list({});
    await expect.poll(() => page.locator("[data-lane]").count()).toBe(jobs.length);
  });

  it("shows a run as soon as it has begun, and how it ended", async () => {
    await run("exit 3");
    await (await lane()).getByRole("button", { name: /failed, took/ }).waitFor();
  });

  it("gives a script that is made while it is looked at a lane of its own, with what is to come", async () => {
    const payload = { shell: "exit 0" };
    await host.client.schedules.create({ taskId: "command", title: "tidy-up.sh", when: "every 3h", payload });
    const script = page.getByRole("group", { name: "tidy-up.sh", exact: true });
    await script
      .getByRole("button", { name: /planned/ })
      .first()
      .waitFor();
    expect(await script.getByRole("button", { name: /failed/ }).count()).toBe(0);
    await (await lane()).getByRole("button", { name: /failed, took/ }).waitFor();
    await screenshot(jobdeck, "timeline");
  });

  it("is gone through by the arrow keys, which say job, time, state and reason", async () => {
    await page.getByRole("button", { name: "tidy-up.sh", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(focused).toMatch(/^tidy-up\.sh, .*planned/);
    const title = await titleOf();
    await (await lane()).getByRole("button", { name: title, exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(focused).toMatch(/, today \d\d:\d\d, failed, took .*: .+/);
    expect(await focused()).toContain(title);
    await page.keyboard.press("ArrowUp");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("[data-lane]")?.getAttribute("data-lane")))
      .not.toBe("command");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await expect.poll(focused).toMatch(/failed/);
  });

  it("looks nearer, further, earlier and later, and comes back to now", async () => {
    const isPressed = (name: string) => page.getByRole("button", { name, exact: true }).getAttribute("aria-pressed");
    await page.keyboard.press("-");
    await expect.poll(() => isPressed("7 d")).toBe("true");
    await page.keyboard.press("+");
    await expect.poll(() => isPressed("24 h")).toBe("true");
    await page.getByRole("button", { name: "30 d", exact: true }).click();
    await page.getByText("30 days back and ahead").waitFor();
    await page.getByRole("button", { name: "6 h", exact: true }).click();
    for (let step = 0; step < 4; step++) await page.getByRole("button", { name: "Later" }).click();
    await (await lane()).getByRole("button", { name: /failed/ }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Now", exact: true }).click();
    await (await lane()).getByRole("button", { name: /failed/ }).waitFor();
  });

  it("opens the run of a mark with Enter, and complains of nothing", async () => {
    await (await lane()).getByRole("button", { name: /failed/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Run [0-9a-f]{4}$/ }).waitFor();
    expect(jobdeck.complaints).toEqual([]);
  });
});
