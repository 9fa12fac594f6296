import { openQueue, waitingRuns } from "../queues/ours.ts";
import { plainjobEnqueueMs } from "../queues/plainjob.ts";
import { openRaw } from "../queues/raw.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { openEngine } from "../support/open-engine.ts";
import { attempt } from "../support/recorder.ts";
import { alternate, timed, usualRounds } from "../support/stats.ts";

const higher = { unit: "x", better: "higher" } as const;
const goals = {
  hundred: { name: "enqueue from 100 callers: queue against raw batches of 100", goal: 0.6, ...higher },
  hundredEngine: { name: "enqueue from 100 callers: engine against raw batches of 100", goal: 0.6, ...higher },
  one: { name: "enqueue from 1 caller: queue against a raw insert", goal: 0.9, ...higher },
  oneEngine: { name: "enqueue from 1 caller: engine against a raw insert", goal: 0.9, ...higher },
} satisfies Record<string, Goal>;

/** How fast runs are taken; each caller goes on when its run is on disk. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const { quick } = recorder;
  const many = quick ? 3_000 : 50_000;
  const few = quick ? 400 : 5_000;
  await queueMs(100, 2_000);
  const speeds = await alternate(usualRounds(quick), {
    "queue, 100 callers": async () => (many / (await queueMs(100, many))) * 1_000,
    "engine, 100 callers": async () => (many / (await engineMs(100, many))) * 1_000,
    "raw, batches of 100": async () => (many / (await rawMs(many, 100))) * 1_000,
    "queue, 1 caller": async () => (few / (await queueMs(1, few))) * 1_000,
    "engine, 1 caller": async () => (few / (await engineMs(1, few))) * 1_000,
    "raw, one by one": async () => (few / (await rawMs(few, 1))) * 1_000,
    "queue, one call with all": async () => (many / (await batchMs(many))) * 1_000,
    "plainjob, one by one": async () => (few / plainjobEnqueueMs(few)) * 1_000,
  });
  const ratio = (goal: Goal, ours: string, theirs: string) =>
    attempt(recorder, [goal], () => recorder.measured(goal, speeds.ratio(ours, theirs), speeds.words(ours, theirs)));
  await ratio(goals.hundred, "queue, 100 callers", "raw, batches of 100");
  await ratio(goals.hundredEngine, "engine, 100 callers", "raw, batches of 100");
  await ratio(goals.one, "queue, 1 caller", "raw, one by one");
  await ratio(goals.oneEngine, "engine, 1 caller", "raw, one by one");
  for (const name of ["queue, one call with all", "plainjob, one by one"])
    recorder.figure(`enqueue: ${name}`, speeds.of(name), "per s");
}

async function queueMs(callers: number, runs: number): Promise<number> {
  const { queue, close } = openQueue();
  try {
    const left = waitingRuns(runs).values();
    const caller = async () => {
      for (const run of left) await queue.enqueue([run], Date.now());
    };
    return await timed(() => Promise.all(Array.from({ length: callers }, caller)));
  } finally {
    close();
  }
}

async function engineMs(callers: number, runs: number): Promise<number> {
  const engine = openEngine();
  try {
    engine.state.pause(undefined);
    await engine.start();
    let left = runs;
    const caller = async () => {
      while (left-- > 0) await engine.commands.run("noop-strict", {});
    };
    return await timed(() => Promise.all(Array.from({ length: callers }, caller)));
  } finally {
    await engine.stop();
  }
}

async function batchMs(runs: number): Promise<number> {
  const { queue, close } = openQueue();
  try {
    const waiting = waitingRuns(runs);
    return await timed(() => queue.enqueue(waiting, Date.now()));
  } finally {
    close();
  }
}

async function rawMs(runs: number, batch: number): Promise<number> {
  const raw = openRaw();
  try {
    return await timed(() => raw.insert(runs, batch));
  } finally {
    raw.close();
  }
}
