import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { connectHost } from "../../../jobs/api/remote-host.ts";
import { createStores } from "../../../jobs/store/stores.ts";
import { openDesktop } from "../../support/desktop/desktop.ts";
import { type JobdeckApp, openJobdeck } from "../../support/desktop/electron-app.ts";
import { until } from "../../support/desktop/processes.ts";
import { migrationsPath, root } from "../../support/paths.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { attempt } from "../support/recorder.ts";
import { seedRuns } from "../support/seed.ts";
import { count, median } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";
import { filterLatencies, firstViewMs, movedPx, type Scrolled, scrollFrames } from "../window/measures.ts";

const lower = { better: "lower" } as const;
const frames = (what: string) =>
  ({ name: `the window: frames over 50 ms while ${what} is scrolled`, unit: "%", goal: 0, ...lower }) as const;
const goals = {
  firstView: { name: "the window: first view", unit: "ms", goal: 1_000, ...lower },
  runs: frames("the table of runs"),
  log: frames("a log of 100,000 lines"),
  timeline: frames("the timeline"),
  filter: { name: "the window: from a filter to its first rows, p99", unit: "ms", goal: 100, ...lower },
  openLog: {
    name: "the window: a log of 100,000 lines, from the click to all of it",
    unit: "ms",
    goal: 1_000,
    ...lower,
  },
  search: { name: "the window: search in 100,000 lines, p99", unit: "ms", goal: 100, ...lower },
  still: { name: "the window: rows that are read move while new runs come", unit: "px", goal: 0, ...lower },
} as const satisfies Record<string, Goal>;

/** The real window over a home that is as full as one may get: runs, schedules, and a long log. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const runs = recorder.quick ? 100_000 : 1_000_000;
  const home = tempFolder("window");
  seedRuns(home, { finished: runs, waiting: 0 });
  const logged = fillRest(home, recorder.quick ? 1_000 : 10_000);
  process.env.JOBDECK_ELECTRON ??= await findElectron();
  const desktop = await openDesktop();
  let jobdeck: JobdeckApp | undefined;
  try {
    jobdeck = await openJobdeck(desktop, { home });
    const page = await jobdeck.page();
    await measure(recorder, page, { home, logged, of: `${count(runs)} runs` });
  } finally {
    await jobdeck?.quit();
    await desktop.close();
  }
}

type Home = { readonly home: string; readonly logged: string; readonly of: string };

async function measure(recorder: Recorder, page: Page, { home, logged, of }: Home): Promise<void> {
  await page.getByRole("treeitem").first().waitFor({ timeout: 60_000 });
  const rounds = recorder.quick ? 1 : 3;
  await attempt(recorder, [goals.firstView], async () => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await firstViewMs(page));
    recorder.measured(goals.firstView, median(times), `${of}; from the load of the page to its jobs`);
  });
  await attempt(recorder, [goals.runs, goals.filter, goals.still], async () => {
    await page.keyboard.press("Control+Shift+P");
    await page.getByRole("combobox").fill("all runs as a table");
    await page.keyboard.press("Enter");
    await page.locator(".runs-row").first().waitFor();
    scrolled(recorder, goals.runs, await scrollFrames(page, ".runs-table"), of);
    const filters = [
      "state:failed",
      "state:cancelled",
      "trigger:user",
      "tag:none",
      "job:command",
      "since:2h state:failed",
      "no such word",
      "",
    ];
    const times = await filterLatencies(page, filters, recorder.quick ? 3 : 12);
    recorder.measured(
      goals.filter,
      p99(times),
      `${count(times.length)} filters over ${of}, one that is found nowhere among them`,
    );
    const host = await until("the host", () => connectHost(home).catch(() => undefined));
    const moved = await movedPx(page, async () => {
      for (let run = 0; run < 30; run++)
        await host.client.jobs.run({
          taskId: "command",
          payload: { shell: "exit 0" },
          options: { delayMs: 3_600_000 },
        });
    });
    host.close();
    recorder.measured(goals.still, moved, "30 runs that came while the table was scrolled down");
  });
  await attempt(recorder, [goals.log, goals.openLog, goals.search], () => longLog(recorder, page, logged));
  await attempt(recorder, [goals.timeline], async () => {
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Timeline" }).click();
    await page.locator("[data-lane]").first().waitFor({ timeout: 60_000 });
    scrolled(recorder, goals.timeline, await scrollFrames(page, ".timeline-scroll, .timeline-chart, .editor-page"), of);
  });
}

async function longLog(recorder: Recorder, page: Page, logged: string): Promise<void> {
  await page.getByRole("combobox", { name: "Filter runs" }).fill(logged.slice(0, 8));
  await page.locator(`#runs-row-${logged}`).waitFor();
  const started = performance.now();
  await page.locator(`#runs-row-${logged}`).dblclick();
  await page.getByText("the last of 100,000 lines").waitFor();
  recorder.measured(goals.openLog, performance.now() - started, "by Playwright, whose own way takes some of it");
  scrolled(recorder, goals.log, await scrollFrames(page, ".log-lines"), "100,000 lines");
  const times: number[] = [];
  for (const word of ["line 99", "nowhere", "e", "77777"]) {
    const began = performance.now();
    await page.getByLabel("Find in log").fill(word);
    await page
      .locator(".log-found")
      .filter({ hasText: word === "nowhere" ? "No results" : / of / })
      .waitFor();
    times.push(performance.now() - began);
  }
  recorder.measured(goals.search, p99(times), "4 words, by Playwright");
}

function scrolled(recorder: Recorder, goal: Goal, { late, frames: all, longestMs }: Scrolled, words: string): void {
  recorder.measured(
    goal,
    (late / all) * 100,
    `${late} of ${all} frames, the longest ${longestMs.toFixed(0)} ms; ${words}`,
  );
}

function p99(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? Number.NaN;
}

/** Schedules that are due once a day, and one run with a long log. Gives the id of that run. */
function fillRest(home: string, schedules: number): string {
  const stores = createStores({ home, migrations: migrationsPath });
  const now = Date.now();
  stores.database.transaction(() => {
    for (let index = 0; index < schedules; index++)
      stores.schedules.create(
        {
          ...{
            id: `s-${index}`,
            taskId: "command",
            title: `Script ${index}`,
            zone: "UTC",
            payload: '{"shell":"exit 0"}',
          },
          ...{ when: `${index % 60} ${(new Date(now).getUTCHours() + 12) % 24} * * *`, policies: "{}" },
          ...{ pausedAt: null, importKey: null },
        },
        now,
      );
  })();
  const [newest] = stores.runs.list({ limit: 1 });
  if (!newest) throw new Error("The home has no run to write a log for");
  const lines = Array.from({ length: 100_000 }, (_, index) => ({
    ...{ seq: index + 1, at: now, level: index % 50 === 0 ? ("warn" as const) : ("info" as const) },
    message:
      index === 99_999
        ? "the last of 100,000 lines"
        : `line ${index} of the work that is done here, \u001b[32mok\u001b[0m`,
  }));
  stores.logs.append(newest.seq, lines, 0);
  stores.close();
  return newest.id;
}

/** As `npm start` finds it; the window is built before. */
async function findElectron(): Promise<string> {
  const setup = (name: string) => import(pathToFileURL(path.join(root, ".dev", "setup", name)).href);
  await (await setup("build.mjs")).build();
  const { executable, env } = await (await setup("electron-runtime.mjs")).electronRuntime();
  Object.assign(process.env, env);
  return executable;
}
