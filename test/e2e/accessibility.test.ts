import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { axeFindings, bringAxe } from "../support/desktop/axe-findings.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { until } from "../support/desktop/processes.ts";
import { untilUsable } from "../support/desktop/window.ts";
import { command } from "../support/looks/command.ts";
import { tasksFolder } from "../support/tasks-folder.ts";

describe.skipIf(isLeftOut("electron"))("accessibility of the window", () => {
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
    await bringAxe(page);
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
    tasksFolder(jobdeck.home).write("bad.ts", "export const = 3;");
  });

  afterAll(async () => {
    host?.close();
    await jobdeck?.quit();
    await desktop?.close();
  });

  const step = (name: string) => page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name }).click();
  const closeMenu = async () => {
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
  };
  const runsTable = async (filter: string) => {
    await command(page, "all runs as a table");
    await page.getByRole("combobox", { name: "Filter runs" }).fill(filter);
  };
  /** A command that writes in colours and fails. */
  const failedRun = async () => {
    const shell =
      "printf '\\033[31mred alert\\033[0m, \\033[2mdim\\033[0m, \\033[44;97mwhite on blue\\033[0m\\n'; exit 3";
    const { id } = await host.client.jobs.run({ taskId: "command", payload: { shell } });
    await until("the run to end", async () => {
      const { status } = await host.client.runs.get({ runId: id });
      return status === "failed" ? true : undefined;
    });
    return id;
  };
  const repeats = (kind: string) => async () => {
    await page.getByLabel("Repeats").selectOption(kind);
    await page.locator(".schedule-preview.is-stale, .schedule-preview [aria-busy=true]").waitFor({ state: "detached" });
  };

  const findings = () => axeFindings(jobdeck, page);

  it("would be found out: a picture without words is", async () => {
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("img"), { id: "canary" })));
    const rules = (await findings()).map(({ rule }) => rule);
    await page.evaluate(() => document.querySelector("#canary")?.remove());
    expect(rules).toContain("dark: image-alt");
  });

  it.each<[string, () => Promise<void>]>([
    ["the walkthrough", async () => undefined],
    ["the walkthrough: credentials", () => step("Enter credentials")],
    [
      "the walkthrough: what was found to take over",
      async () => {
        await step("Take over");
        await page.getByRole("button", { name: "Look at my crontab" }).click();
        await page.locator(".import-outcome, [role=alert] .note").waitFor();
      },
    ],
    ["the walkthrough: the demo", () => step("Watch a job")],
    ["the walkthrough: in the background", () => step("Let it run")],
    ["a job that was never run", () => page.getByRole("treeitem", { name: /vector store/ }).click()],
    ["the schedule editor", () => page.getByRole("button", { name: "Edit schedule" }).click()],
    ["the schedule editor: every few minutes", repeats("every")],
    ["the schedule editor: days of the week", repeats("weekly")],
    ["the schedule editor: every month", repeats("monthly")],
    ["the schedule editor: once", repeats("once")],
    [
      "the schedule editor: a text that is refused",
      async () => {
        await page.getByRole("textbox", { name: "Runs", exact: true }).fill("weekdays at 25:00");
        await page.locator(".schedule-preview .field-problem").waitFor();
      },
    ],
    [
      "the policies of a schedule",
      async () => {
        for (const name of ["Missed times", "Days left out", "Conditions", "After another job"])
          await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
        await page.getByRole("combobox", { name: /Time zone/ }).click();
      },
    ],
    [
      "the form of a payload",
      async () => {
        await page.getByRole("button", { name: "Cancel" }).first().click();
        await page.getByRole("button", { name: "Discard" }).click();
        await page.getByRole("button", { name: "More ways to run" }).click();
        await page.getByRole("menuitem", { name: "Run with payload…" }).click();
      },
    ],
    ["the making of a job", () => page.getByRole("button", { name: "New job" }).first().click()],
    ["a new command", () => page.getByRole("radio", { name: /command or script/ }).click()],
    ["the job again", () => page.getByRole("tab", { name: /vector store/ }).click()],
    [
      "a job with a history",
      async () => {
        await page.getByRole("button", { name: "Cancel" }).first().click();
        await page.getByRole("button", { name: "Run now" }).first().click();
        await page
          .getByText(/skipped/i)
          .first()
          .waitFor();
      },
    ],
    ["a run with its log", () => page.getByRole("row").nth(1).click()],
    [
      "a run that failed, with colours in its log and a search",
      async () => {
        const id = await failedRun();
        await runsTable("");
        await page.locator(`#runs-row-${id}`).dblclick();
        await page.getByRole("heading", { name: "Error" }).waitFor();
        await page.keyboard.press("Control+F");
        await page.getByLabel("Find in log").fill("red");
        await page.getByText(/^1 of \d+$/).waitFor();
      },
    ],
    [
      "the more of a run",
      async () => {
        await page.getByRole("button", { name: "More actions" }).click();
        await page.getByRole("menu").waitFor();
      },
    ],
    [
      "the table of runs, with what may be typed",
      async () => {
        await closeMenu();
        await runsTable("state:");
        await page.getByRole("listbox", { name: "What may be meant" }).waitFor();
      },
    ],
    [
      "the table of runs, with some selected and their menu",
      async () => {
        await runsTable("");
        await page.keyboard.press("Enter");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Control+A");
        await page.keyboard.press("Shift+F10");
        await page.getByRole("menu").waitFor();
      },
    ],
    [
      "the table of runs, with a question",
      async () => {
        await page.keyboard.press("Enter");
        await page.getByRole("dialog").waitFor();
      },
    ],
    [
      "the table of runs without a match",
      async () => {
        await page.keyboard.press("Escape");
        await runsTable("state:faild nothing like this");
        await page.getByText("No run matches").waitFor();
      },
    ],
    ["the problems", () => page.getByTitle(/Show problems/).click()],
    ["the list of runs", () => page.keyboard.press("Control+Shift+H")],
    [
      "the timeline",
      async () => {
        await page.getByTitle("Show timeline").click();
        await page.getByRole("heading", { name: "Timeline", exact: true }).waitFor();
        await page.getByRole("group", { name: /vector store/ }).waitFor();
      },
    ],
    ["the storage", () => page.getByTitle(/Show storage/).click()],
    ["the settings", () => page.keyboard.press("Control+,")],
    [
      "settings.json",
      async () => {
        await command(page, "Open settings.json");
        await page.locator(".cm-content").waitFor();
      },
    ],
    [
      "the keyboard shortcuts",
      async () => {
        await page.keyboard.press("Control+K");
        await page.keyboard.press("Control+S");
        await page.getByRole("grid", { name: "Keyboard shortcuts" }).waitFor();
      },
    ],
    [
      "the recording of keys",
      async () => {
        await page.getByLabel("Search commands and keys").fill("show runs");
        await page.getByRole("row", { name: /Show runs/ }).dblclick();
        await page.getByLabel("New keys").press("Control+B");
      },
    ],
    [
      "keybindings.json",
      async () => {
        await page.getByLabel("New keys").press("Escape");
        await command(page, "Open keybindings.json");
        await page.locator(".cm-content").waitFor();
      },
    ],
    [
      "the choice of a theme",
      async () => {
        await command(page, "Colour theme");
        await page.locator("[role=option]").first().waitFor();
      },
    ],
    [
      "the output",
      async () => {
        await page.keyboard.press("Escape");
        await page.keyboard.press("Control+Shift+U");
        await page.getByRole("log").waitFor();
      },
    ],
    [
      "the menu bar with a menu open",
      async () => {
        await page.keyboard.press("Alt+v");
        await page.getByRole("menuitem", { name: "Appearance" }).hover();
        await page.getByRole("menu", { name: "Appearance" }).waitFor();
      },
    ],
    [
      "the menu of a job",
      async () => {
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Control+Shift+E");
        await page.getByRole("treeitem", { name: /vector store/ }).click({ button: "right" });
        await page.getByRole("menu").waitFor();
      },
    ],
    [
      "the quick open",
      async () => {
        await closeMenu();
        await page.keyboard.press("Control+P");
        await page.locator("[role=option]").first().waitFor();
      },
    ],
    ...["Items", "Stories", "Briefs", "Insights", "Portfolio", "AI spend"].map(
      (place): [string, () => Promise<void>] => [
        `the news without any: ${place}`,
        async () => {
          await page.keyboard.press("Escape");
          await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "News" }).focus();
          if ((await page.locator(".news-places").count()) === 0) await page.keyboard.press("Enter");
          await page.locator(".news-places").getByRole("button", { name: place }).click();
          await page.getByRole("tab", { name: place, selected: true }).waitFor();
          await page.locator(".loading").waitFor({ state: "detached" });
        },
      ],
    ),
    ["the sources without any", () => page.getByRole("button", { name: "Manage" }).click()],
    ["the search of the news", () => page.keyboard.press("Control+Shift+F")],
    ["the list of all commands", () => page.keyboard.press("Control+Shift+P")],
  ])("is without a finding of axe in %s", async (_what, show) => {
    await show();
    expect(await findings()).toEqual([]);
  });
});
