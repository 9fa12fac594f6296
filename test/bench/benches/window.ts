import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { connectHost } from "../../../jobs/api/remote-host.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import { openDesktop } from "../../support/desktop/desktop.ts";
import { type JobdeckApp, openJobdeck } from "../../support/desktop/electron-app.ts";
import { until } from "../../support/desktop/processes.ts";
import { root } from "../../support/paths.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { attempt } from "../support/recorder.ts";
import { count, median } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";
import { filters, type Typed, typeFilters } from "../window/filters.ts";
import { type Frames, framesDuring, lateMs, wheelOver } from "../window/frames.ts";
import { fillHome, lastLine } from "../window/full-home.ts";
import { firstViewMs, frames, movedPx } from "../window/measures.ts";

const lines = 100_000;
const lower = { better: "lower" } as const;
const late = (what: string) =>
  ({ name: `the window: frames over ${lateMs} ms while ${what}`, unit: "%", goal: 0, ...lower }) as const;
const goals = {
  firstView: { name: "the window: first view", unit: "ms", goal: 1_000, ...lower },
  jobs: late("the list of jobs is scrolled"),
  runs: late("the table of runs is scrolled"),
  filter: { name: "the window: from a letter of a filter to its answer, p99", unit: "ms", goal: 100, ...lower },
  still: { name: "the window: rows that are read move while runs come and end", unit: "px", goal: 0, ...lower },
  openLog: { name: "the window: a log of 100,000 lines, until all of it is there", unit: "ms", goal: 1_000, ...lower },
  log: late("a log of 100,000 lines is scrolled"),
  search: { name: "the window: search in 100,000 lines, p99", unit: "ms", goal: 100, ...lower },
  timelineView: {
    name: "the window: the timeline, until its first lanes are there",
    unit: "ms",
    goal: 1_000,
    ...lower,
  },
  timeline: late("the lanes of the timeline are scrolled"),
  pan: late("the timeline goes back, ahead, nearer and further"),
} as const satisfies Record<string, Goal>;

/** The real window over a home that is as full as one may get: runs, schedules, and a long log. */
export const bench: Bench = { goals: Object.values(goals), longestMs: 180_000, run };

async function run(recorder: Recorder): Promise<void> {
  const runs = recorder.quick ? 100_000 : 1_000_000;
  const schedules = recorder.quick ? 1_000 : 10_000;
  const home = tempFolder("window");
  // No multiple of how often a run fails, so that every task has some of all kinds.
  const tasks = 401;
  const logged = fillHome(home, { runs, tasks, schedules, lines });
  const words = `${count(runs)} runs, ${count(schedules)} schedules, ${tasks} tasks; ${os.loadavg()[0]?.toFixed(1)} processes at a time on ${os.cpus().length} processors`;
  process.env.JOBDECK_ELECTRON ??= await findElectron();
  const desktop = await openDesktop();
  let jobdeck: JobdeckApp | undefined;
  try {
    jobdeck = await openJobdeck(desktop, { home });
    const page = await jobdeck.page();
    await untilAllTasks(page);
    await measure({ recorder, page, home, logged, words });
  } finally {
    await jobdeck?.quit();
    await desktop.close();
  }
}

type Place = {
  readonly recorder: Recorder;
  readonly page: Page;
  readonly home: string;
  readonly logged: string;
  readonly words: string;
};

async function measure(place: Place): Promise<void> {
  const { recorder, page, words } = place;
  const rounds = recorder.quick ? 3 : 5;
  await attempt(recorder, [goals.firstView], async () => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await firstViewMs(page));
    recorder.measured(goals.firstView, median(times), `from the load of the page to its jobs; ${words}`);
  });
  await attempt(recorder, [goals.jobs], async () => {
    const nothing = await framesDuring(page, () => wheelOver(page, page.locator(".status-bar"), 1));
    recorder.figure("the window: longest frame while nothing is scrolled", nothing.longestMs, "ms");
    scrolled(recorder, goals.jobs, await framesOver(page, ".side-bar-list"));
  });
  await attempt(recorder, [goals.runs, goals.filter, goals.still], () => tableOfRuns(place));
  await attempt(recorder, [goals.openLog, goals.log, goals.search], () => longLog(place));
  await attempt(recorder, [goals.timelineView, goals.timeline, goals.pan], () => timeline(place));
}

function framesOver(page: Page, selector: string): Promise<Frames> {
  return framesDuring(page, () => wheelOver(page, page.locator(selector), 1));
}

async function tableOfRuns({ recorder, page, home, words }: Place): Promise<void> {
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("all runs as a table");
  await page.keyboard.press("Enter");
  await page.locator(".runs-row").first().waitFor();
  scrolled(recorder, goals.runs, await framesOver(page, ".runs-table"));
  const typed: Typed[] = [];
  for (let round = 0; round < (recorder.quick ? 1 : 6); round++) typed.push(...(await typeFilters(page, filters)));
  recorder.measured(
    goals.filter,
    quantile(
      typed.map(({ answeredMs }) => answeredMs),
      0.99,
    ),
    `median ${median(typed.map(({ answeredMs }) => answeredMs)).toFixed(0)} ms; ${count(typed.length)} filters of ${filters.length} kinds; ${words}`,
  );
  const slowest = [...new Set(typed.map(({ text }) => text))]
    .map((text) => ({ text, ms: median(typed.filter((each) => each.text === text).map(({ doneMs }) => doneMs)) }))
    .sort((left, right) => right.ms - left.ms);
  for (const { text, ms } of slowest.slice(0, 4))
    recorder.figure(`the window: until "${text}" is searched for in all runs, or has rows for a page`, ms, "ms");
  await page.getByRole("combobox", { name: "Filter runs" }).fill("");
  await page.locator(".runs-row").first().waitFor();
  await wheelOver(page, page.locator(".runs-table"), 1);
  recorder.measured(goals.still, await movedPx(page, () => runMany(home)), "in any frame; 30 runs came and ended");
}

/** Runs that come and end while the table of runs is scrolled down. */
async function runMany(home: string): Promise<void> {
  const host = await until("the host", () => connectHost(home).catch(() => undefined));
  try {
    const start = () => host.client.jobs.run({ taskId: "command", payload: { shell: "exit 0" }, options: {} });
    const ids: string[] = [];
    for (let index = 0; index < 30; index++) ids.push((await start()).id);
    for (const runId of ids)
      await until("its end", async () => isFinal((await host.client.runs.get({ runId })).status) || undefined);
  } finally {
    host.close();
  }
}

async function longLog({ recorder, page, logged }: Place): Promise<void> {
  await page.getByRole("combobox", { name: "Filter runs" }).fill(logged.slice(0, 8));
  await page.locator(`#runs-row-${logged}`).waitFor();
  const started = performance.now();
  await page.locator(`#runs-row-${logged}`).dblclick();
  await page.getByText(lastLine).waitFor();
  recorder.measured(goals.openLog, performance.now() - started, "by Playwright, whose own way takes some of it");
  await page.locator(".log-lines").evaluate((lines) => lines.scrollTo(0, 0));
  scrolled(recorder, goals.log, await framesOver(page, ".log-lines"));
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
  recorder.measured(goals.search, quantile(times, 0.99), `4 words in ${count(lines)} lines, by Playwright`);
}

async function timeline({ recorder, page, words }: Place): Promise<void> {
  const began = performance.now();
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Timeline" }).click();
  await page.locator("[data-lane] .tl-mark").first().waitFor({ timeout: 60_000 });
  recorder.measured(goals.timelineView, performance.now() - began, `from the click, by Playwright; ${words}`);
  await page.locator(".tl-grid[aria-busy=false]").waitFor({ timeout: 60_000 });
  recorder.figure("the window: the timeline, until all its lanes are there", performance.now() - began, "ms");
  scrolled(recorder, goals.timeline, await framesOver(page, ".timeline-page"));
  await page.locator("[data-lane] button").first().focus();
  const press = async (key: string, times: number) => {
    for (let index = 0; index < times; index++) {
      await page.keyboard.press(key);
      await frames(page, 6);
    }
  };
  const moved = await framesDuring(page, async () => {
    await press("Shift+ArrowLeft", 8);
    await press("Shift+ArrowRight", 8);
    await press("-", 2);
    await press("+", 3);
    await press("-", 1);
  });
  scrolled(recorder, goals.pan, moved);
}

function scrolled(recorder: Recorder, goal: Goal, { count: all, late: over, longestMs, p99Ms }: Frames): void {
  recorder.measured(
    goal,
    (over / all) * 100,
    `${over} of ${all} frames; p99 ${p99Ms.toFixed(0)} ms, the longest ${longestMs.toFixed(0)} ms`,
  );
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The user's tasks are compiled after the start; their categories come with them. */
async function untilAllTasks(page: Page): Promise<void> {
  await page.waitForFunction(
    () => Number(document.querySelector("[role=treeitem]")?.getAttribute("aria-setsize")) > 8,
    undefined,
    { timeout: 120_000 },
  );
}

/** As `npm start` finds it; the window is built before. */
async function findElectron(): Promise<string> {
  const setup = (name: string) => import(pathToFileURL(path.join(root, ".dev", "setup", name)).href);
  await (await setup("build.mjs")).build();
  const { executable, env } = await (await setup("electron-runtime.mjs")).electronRuntime();
  Object.assign(process.env, env);
  return executable;
}
