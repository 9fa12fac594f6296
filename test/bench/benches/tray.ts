import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ElectronApplication, Page } from "playwright-core";
import { type JobdeckApp, startJobdeck } from "../../support/desktop/electron-app.ts";
import { inMain } from "../../support/desktop/in-main.ts";
import { type Program, until } from "../../support/desktop/processes.ts";
import { untilUsable, untilVisible } from "../../support/desktop/window.ts";
import { root } from "../../support/paths.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { attempt } from "../support/recorder.ts";
import { median } from "../support/stats.ts";
import { openPlace, type Place, quit, startEmptyAlone, startEmptyIn, startJobdeckIn, tempHome } from "../tray/apps.ts";
import { cpuMs, pssMb, tree } from "../tray/process-tree.ts";

const lower = { better: "lower" } as const;
const goals = {
  unopened: { name: "tray only, no window yet: memory against an empty tray app", unit: "x", goal: 1.25, ...lower },
  memory: { name: "tray only, window destroyed: memory against an empty tray app", unit: "x", goal: 1.25, ...lower },
  cpu: { name: "tray only, window destroyed: processor", unit: "% of a core", goal: 0.2, ...lower },
  warm: { name: "open from the tray to usable, window hidden", unit: "ms", goal: 500, ...lower },
  cold: { name: "open from the tray to usable, window destroyed", unit: "ms", goal: 1_200, ...lower },
  toTray: { name: "cold start to tray against an empty tray app", unit: "x", goal: 1.3, ...lower },
  toWindow: { name: "cold start to usable window against an empty window", unit: "x", goal: 1.3, ...lower },
} as const satisfies Record<string, Goal>;

/** What Jobdeck costs while nobody looks at it, and how soon it is there when somebody does. */
export const bench: Bench = { goals: Object.values(goals), longestMs: 300_000, run };

async function run(recorder: Recorder): Promise<void> {
  const all = Object.values(goals);
  if (process.platform !== "linux")
    return all.forEach((goal) => void recorder.leftOut(goal, "It reads /proc: Linux only."));
  await attempt(recorder, all, async () => {
    await findElectron();
    const places = await Promise.all([openPlace(), openPlace()]);
    const { home, remove } = tempHome();
    try {
      await startsOf(recorder, places, home);
      await restOf(recorder, places, home);
    } finally {
      await Promise.all(places.map((place) => place.close()));
      remove();
    }
  });
}

/** The same Electron as the tests', and the app as it is built. */
async function findElectron(): Promise<void> {
  const setup = path.join(root, ".dev", "setup");
  const { electronRuntime } = (await import(path.join(setup, "electron-runtime.mjs"))) as {
    electronRuntime: () => Promise<{ executable: string; env: Readonly<Record<string, string>> }>;
  };
  const { build } = (await import(path.join(setup, "build.mjs"))) as { build: () => Promise<void> };
  const { executable, env } = await electronRuntime();
  await build();
  Object.assign(process.env, { ...env, JOBDECK_ELECTRON: executable });
}

type Places = readonly [Place, Place];

/** Both apps take turns; the first start of each, which makes its files, is not counted. */
async function startsOf(recorder: Recorder, [ours, others]: Places, home: string): Promise<void> {
  const rounds = recorder.quick ? 1 : 5;
  const [trays, windows] = [[] as Pair[], [] as Pair[]];
  for (let round = 0; round <= rounds; round++) {
    const tray = {
      ours: await untilIcon(ours, () => startJobdeck(ours.desktop, { home, args: ["--hidden"] })),
      others: await untilIcon(others, () => startEmptyAlone(others)),
    };
    const window = {
      ours: await timed(
        () => startJobdeckIn(ours, home, []),
        appOf,
        async (app) => untilUsable(await app.page()),
      ),
      others: await timed(
        () => startEmptyIn(others, ["--window"]),
        (app) => app,
        async (app) => (await app.firstWindow()).getByRole("tree").waitFor(),
      ),
    };
    if (round === 0) continue;
    trays.push(tray);
    windows.push(window);
  }
  for (const [goal, pairs, how] of [
    [goals.toTray, trays, "each started by itself"],
    [goals.toWindow, windows, "both driven by Playwright"],
  ] as const) {
    const middle = (pick: (pair: Pair) => number) => median(pairs.map(pick));
    const words = `${middle((pair) => pair.ours).toFixed(0)} ms against ${middle((pair) => pair.others).toFixed(0)} ms, ${how}`;
    recorder.measured(
      goal,
      middle((pair) => pair.ours / pair.others),
      words,
    );
  }
}

type Pair = { readonly ours: number; readonly others: number };

const appOf = (jobdeck: JobdeckApp): ElectronApplication => jobdeck.electron;

/** Milliseconds from the start until the tray has its icon; then it is ended. */
async function untilIcon({ tray }: Place, start: () => Program): Promise<number> {
  const began = performance.now();
  const program = start();
  await tray.tooltip();
  const took = performance.now() - began;
  await program.stop();
  return took;
}

/** Milliseconds from the start until it is ready; then it is ended. */
async function timed<T>(
  start: () => Promise<T>,
  electronOf: (app: T) => ElectronApplication,
  ready: (app: T) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  const app = await start();
  await ready(app);
  const took = performance.now() - began;
  await quit(electronOf(app));
  return took;
}

async function restOf(recorder: Recorder, [ours, others]: Places, home: string): Promise<void> {
  const startedAt = performance.now();
  const [jobdeck, empty, untouched] = await Promise.all([
    startJobdeckIn(ours, home, ["--hidden"]),
    startEmptyIn(others, []),
    startEmptyIn(others, [], "untouched"),
  ]);
  const apps = [jobdeck.electron, empty, untouched] as const;
  try {
    const unopened = await settledMemory(recorder, apps);
    recorder.measured(goals.unopened, unopened.ours / unopened.others, inMb(unopened.ours, unopened.others));
    await opens(recorder, ours, jobdeck);
    const rounds = openRounds(recorder) + 1;
    for (let round = 0; round < rounds; round++) await openAndDestroy(empty);
    const destroyed = await settledMemory(recorder, apps);
    // The same was done with both. Against one that never had a window it also pays for what Chromium keeps of one.
    const strict = `${(destroyed.ours / destroyed.untouched).toFixed(2)} x (${destroyed.untouched.toFixed(0)} MB)`;
    recorder.measured(
      goals.memory,
      destroyed.ours / destroyed.others,
      `${inMb(destroyed.ours, destroyed.others)}; both had ${rounds} windows. Against one that never had any: ${strict}`,
    );
    if (!recorder.quick) await wait(Math.max(0, choresDoneMs - (performance.now() - startedAt)));
    await idleProcessor(recorder, apps);
  } finally {
    await Promise.all(apps.map(quit));
  }
}

/** Clean-up and backup of the day are done a minute after the start: that is work, and not what waiting costs. */
const choresDoneMs = 90_000;

type Apps = readonly [ours: ElectronApplication, others: ElectronApplication, untouched: ElectronApplication];

const inMb = (ours: number, others: number): string =>
  `${ours.toFixed(0)} MB against ${others.toFixed(0)} MB, proportional (PSS)`;

/** Of all at the same moment: what they share of Electron's file is counted in parts, by how many have it open. */
async function settledMemory(recorder: Recorder, apps: Apps) {
  // What was just done is given back five seconds after its end, which on a busy machine comes late.
  await wait(recorder.quick ? 12_000 : 20_000);
  const [ours = 0, others = 1, untouched = 1] = apps.map((app) => pssMb(tree(app.process().pid ?? 0)));
  return { ours, others, untouched };
}

async function idleProcessor(recorder: Recorder, apps: Apps): Promise<void> {
  const seconds = recorder.quick ? 10 : 60;
  const trees = apps.map((app) => tree(app.process().pid ?? 0));
  const before = trees.map(cpuMs);
  await wait(seconds * 1_000);
  const [used = 0, othersUsed = 0] = trees.map((ids, index) => cpuMs(ids) - (before[index] ?? 0));
  const share = (ms: number) => ms / (seconds * 10);
  recorder.measured(goals.cpu, share(used), `over ${seconds} s; the empty app: ${share(othersUsed).toFixed(2)} %`);
}

/** The empty app's window, as its own `--window` shows it. */
async function openAndDestroy(empty: ElectronApplication): Promise<void> {
  const opened = empty.waitForEvent("window");
  await empty.evaluate(({ app }) => void app.emit("open-window"));
  await (await opened).getByRole("tree").waitFor();
  await empty.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
  await until("the empty window to be gone", () => (empty.windows().length === 0 ? true : undefined));
}

const openRounds = ({ quick }: Recorder): number => (quick ? 2 : 7);

async function opens(recorder: Recorder, { tray }: Place, jobdeck: JobdeckApp): Promise<void> {
  const rounds = openRounds(recorder);
  const [cold, warm] = [[] as number[], [] as number[]];
  for (let round = 0; round <= rounds; round++) {
    const opened = jobdeck.electron.waitForEvent("window");
    const page = { current: null as Page | null };
    const coldMs = await since(async () => {
      await tray.click("Open Jobdeck");
      page.current = await opened;
      await untilUsable(page.current);
    });
    await inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await untilVisible(jobdeck, false);
    const warmMs = await since(async () => {
      await tray.click("Open Jobdeck");
      await untilVisible(jobdeck, true);
      if (page.current) await untilUsable(page.current);
    });
    await inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
    await until("the window to be gone", () => (jobdeck.electron.windows().length === 0 ? true : undefined));
    // The first window of a start compiles what the others have.
    if (round > 0) cold.push(coldMs);
    if (round > 0) warm.push(warmMs);
  }
  const inWords = (times: readonly number[]) => `median of ${times.map((time) => time.toFixed(0)).join(", ")} ms`;
  recorder.measured(goals.warm, median(warm), inWords(warm));
  recorder.measured(goals.cold, median(cold), inWords(cold));
}

async function since(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
