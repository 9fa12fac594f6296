import path from "node:path";
import { Piscina } from "piscina";
import { root } from "../../support/paths.ts";
import { engineDrainMs } from "../queues/ours.ts";
import { openRaw } from "../queues/raw.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { completed, openEngine, until } from "../support/open-engine.ts";
import { attempt } from "../support/recorder.ts";
import { alternate, median, quantile, quietP99, timed, usualRounds } from "../support/stats.ts";
import { preciseNow } from "../support/tasks.ts";

const goals = {
  piscina: {
    name: "process in threads, concurrency 10: engine against bare piscina",
    ...{ unit: "x", goal: 0.6, better: "higher" },
  },
  inline: { name: "enqueue to start on an idle host, inline, p99", unit: "ms", goal: 5, better: "lower" },
  thread: { name: "enqueue to start on an idle host, warm thread, p99", unit: "ms", goal: 10, better: "lower" },
} as const satisfies Record<string, Goal>;

/** What threads cost, and how soon a run begins. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const { quick } = recorder;
  await attempt(recorder, [goals.inline, goals.thread], () => latency(recorder, quick ? 100 : 1_000));
  await attempt(recorder, [goals.piscina], () => againstPiscina(recorder, quick ? 1_500 : 30_000));
}

async function againstPiscina(recorder: Recorder, runs: number): Promise<void> {
  const speeds = await alternate(recorder.quick ? { rounds: 2, budgetMs: 2_500 } : usualRounds(false), {
    ours: async () => (runs / (await warmDrainMs(runs))) * 1_000,
    piscina: async () => (runs / (await piscinaMs(runs))) * 1_000,
  });
  const words = `${speeds.words("ours", "piscina")}; ours with every run and its end on disk`;
  recorder.measured(goals.piscina, speeds.ratio("ours", "piscina"), words);
}

/** Ten threads that have worked before. */
async function warmDrainMs(runs: number): Promise<number> {
  return engineDrainMs("noop-thread", runs, { warmUp: 100 });
}

async function piscinaMs(runs: number): Promise<number> {
  const filename = path.join(root, "test", "bench", "entries", "piscina-noop.mjs");
  const pool = new Piscina({ filename, minThreads: 10, maxThreads: 10 });
  try {
    await Promise.all(Array.from({ length: 100 }, () => pool.run({})));
    let left = runs;
    const lane = async () => {
      while (left-- > 0) await pool.run({});
    };
    return await timed(() => Promise.all(Array.from({ length: 10 }, lane)));
  } finally {
    await pool.destroy();
  }
}

async function latency(recorder: Recorder, samples: number): Promise<void> {
  const engine = openEngine();
  const raw = openRaw();
  try {
    await engine.start();
    const take = async (taskId: string, times: number) => {
      const before = completed(engine, taskId);
      const waited: number[] = [];
      for (let index = 0; index < times; index++) {
        const { id } = await engine.commands.run(taskId, { sentAt: preciseNow() });
        await until(() => completed(engine, taskId) > before + index);
        waited.push(Number(engine.stores.runs.get(id)?.output));
      }
      return waited;
    };
    const [cold = Number.NaN] = await take("late-thread", 1);
    recorder.figure("start of a new thread, enqueue to start", cold, "ms", "a `.ts` entry file");
    await take("late-inline", 20);
    await take("late-thread", 20);
    const report = async (goal: Goal, taskId: string) => {
      const batches = [];
      for (let batch = 0; batch < 3; batch++) batches.push(await take(taskId, samples));
      const flushes: number[] = [];
      for (let index = 0; index < samples; index++) flushes.push(await timed(() => raw.insert(1, 1)));
      recorder.measured(
        goal,
        quietP99(batches),
        `quietest of 3 times ${samples}, median ${median(batches.flat()).toFixed(2)} ms; the write to the disk is in it, p99 of a raw one beside it ${quantile(flushes, 0.99).toFixed(1)} ms`,
      );
    };
    await report(goals.inline, "late-inline");
    await report(goals.thread, "late-thread");
  } finally {
    raw.close();
    await engine.stop();
  }
}
