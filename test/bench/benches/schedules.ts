import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { root } from "../../support/paths.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { attempt } from "../support/recorder.ts";
import { count, median } from "../support/stats.ts";

const lower = { better: "lower" } as const;
const goals = {
  memory: { name: "10,000 schedules: memory above 10", unit: "MB", goal: 30, ...lower },
  start: { name: "10,000 schedules: time to plan at start", unit: "ms", goal: 500, ...lower },
  idle: { name: "10,000 schedules: idle processor above 10", unit: "% of a core", goal: 0.01, ...lower },
} as const satisfies Record<string, Goal>;

/** What schedules cost while nothing is due. */
export const bench: Bench = { goals: Object.values(goals), run };

type Taken = { readonly startMs: number; readonly rss: number; readonly heap: number; readonly cpuMs: number };

async function run(recorder: Recorder): Promise<void> {
  const idleMs = recorder.quick ? 2_000 : 30_000;
  const rounds = recorder.quick ? 1 : 3;
  await attempt(recorder, Object.values(goals), async () => {
    const all: { readonly few: Taken; readonly many: Taken }[] = [];
    for (let round = 0; round < rounds; round++) {
      // Both idle at the same time, so that what else the machine does falls on both.
      const [few, many] = await Promise.all([take(10, idleMs), take(10_000, idleMs)]);
      all.push({ few, many });
    }
    const middle = (pick: (pair: { few: Taken; many: Taken }) => number) => median(all.map(pick));
    const share = (taken: Taken) => (100 * taken.cpuMs) / idleMs;
    recorder.measured(
      goals.memory,
      middle(({ few, many }) => (many.rss - few.rss) / 1e6),
      `resident; ${count(middle(({ few, many }) => (many.heap - few.heap) / 1e3))} kB of it on JavaScript's heap`,
    );
    recorder.measured(
      goals.start,
      middle(({ many }) => many.startMs),
      `10 schedules: ${count(middle(({ few }) => few.startMs))} ms`,
    );
    recorder.measured(
      goals.idle,
      Math.max(
        0,
        middle(({ few, many }) => share(many) - share(few)),
      ),
      `${middle(({ many }) => share(many)).toFixed(3)} % against ${middle(({ few }) => share(few)).toFixed(3)} % over ${idleMs / 1_000} s`,
    );
    for (const schedules of recorder.quick ? [] : [100, 1_000])
      recorder.figure(
        `${count(schedules)} schedules: time to plan at start`,
        (await take(schedules, 10)).startMs,
        "ms",
      );
  });
}

async function take(schedules: number, idleMs: number): Promise<Taken> {
  const entry = path.join(root, "test", "bench", "entries", "schedules-process.ts");
  const child = fork(entry, [String(schedules), String(idleMs)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const taken: Partial<Taken> = {};
  child.on("message", (message: Partial<Taken>) => void Object.assign(taken, message));
  const [code] = await once(child, "close");
  if (code !== 0 || taken.cpuMs === undefined)
    throw new Error(`The host with ${schedules} schedules ended with code ${code}`);
  return taken as Taken;
}
