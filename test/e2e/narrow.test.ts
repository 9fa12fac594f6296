import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { until } from "../support/desktop/processes.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";
import { command } from "../support/looks/command.ts";

/** What may be wider than its box, because its lines are not to be broken. */
const code = ".log-lines, .cm-scroller, .code-box, .text-block, .editor-tabs";

describe.skipIf(isLeftOut("electron"))("a window of 800 pixels", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    page.setDefaultTimeout(10_000);
    await untilUsable(page);
    const devtools = await page.context().newCDPSession(page);
    const size = { width: 800, height: 600, deviceScaleFactor: 1, mobile: false };
    await devtools.send("Emulation.setDeviceMetricsOverride", size);
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  /** A script with a long name that failed with a long line, and its run. */
  const failedScript = async () => {
    const title = "a-script-whose-name-is-as-long-as-names-of-scripts-can-be-in-real-life.sh";
    const shell = `echo ${"very-long-word".repeat(20)} >&2; exit 3`;
    const payload = { shell, env: { NAME: "x".repeat(200) } };
    const { id } = await host.client.schedules.create({ taskId: "command", title, when: "every 10 minutes", payload });
    const run = await host.client.schedules.run({ scheduleId: id });
    await until("the run to end", async () =>
      (await host.client.runs.get({ runId: run.id })).status === "failed" ? true : undefined,
    );
    return { title, runId: run.id };
  };
  /** Boxes that can be scrolled sideways, with how much they are too wide. */
  const tooWide = () =>
    page.evaluate(
      (allowed) =>
        [...document.querySelectorAll("body *")]
          .filter((element) => !element.closest(allowed) && /auto|scroll/.test(getComputedStyle(element).overflowX))
          .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
          .map(({ className, scrollWidth, clientWidth }) => `${className}: ${scrollWidth} in ${clientWidth}`),
      code,
    );

  it("scrolls nothing sideways but code: not a job, a run, the table of runs, nor any other page", async () => {
    const { title, runId } = await failedScript();
    const places: readonly (readonly [string, () => Promise<unknown>])[] = [
      [
        "job",
        async () => {
          await page.getByRole("treeitem", { name: title }).click();
          await page.locator(".history-row").first().waitFor();
        },
      ],
      [
        "table",
        async () => {
          await command(page, "all runs as a table");
          await page.locator(`#runs-row-${runId}`).waitFor();
        },
      ],
      [
        "run",
        async () => {
          await page.locator(`#runs-row-${runId}`).dblclick();
          await page.getByRole("heading", { name: "Error" }).waitFor();
        },
      ],
      ["timeline", () => page.getByTitle("Show timeline").click()],
      ["storage", () => command(page, "show storage")],
      ["settings", () => page.keyboard.press("Control+,")],
      ["shortcuts", () => command(page, "open keyboard shortcuts")],
      ["problems", () => command(page, "show problems")],
    ];
    for (const [name, show] of places) {
      await show();
      await page.locator(".loading").waitFor({ state: "detached" });
      await screenshot(jobdeck, `narrow-${name}`);
      expect(await tooWide(), name).toEqual([]);
    }
  });
});
