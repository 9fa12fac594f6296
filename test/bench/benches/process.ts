import { graphileDrainMs } from "../queues/graphile.ts";
import { drain, engineDrainMs, openQueue, waitingRuns } from "../queues/ours.ts";
import { pgBossDrainMs } from "../queues/pg-boss.ts";
import { plainjobDrainMs } from "../queues/plainjob.ts";
import { postgresIsMissing, startCluster } from "../queues/postgres-cluster.ts";
import { openRaw } from "../queues/raw.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { attempt } from "../support/recorder.ts";
import { alternate, type Speeds, timed, usualRounds } from "../support/stats.ts";

const higher = { unit: "x", better: "higher" } as const;
const goals = {
  graphile: { name: "process inline, concurrency 10: engine against graphile-worker tuned", goal: 2, ...higher },
  plainjob: { name: "process inline, concurrency 10: engine against plainjob", goal: 30, ...higher },
  raw: { name: "process inline, concurrency 10: engine against raw fused batches of 100", goal: 0.7, ...higher },
  queue: { name: "process inline, concurrency 10: queue alone against raw fused batches of 100", goal: 0.7, ...higher },
  strict: { name: "process inline, concurrency 10, nothing ahead: engine against raw single", goal: 9, ...higher },
  strictQueue: {
    name: "process inline, concurrency 10, nothing ahead: queue alone against raw single",
    goal: 9,
    ...higher,
  },
} satisfies Record<string, Goal>;

/** How fast what waits is worked off, all with what is acknowledged surviving a power cut. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const { quick } = recorder;
  const many = quick ? 4_000 : 50_000;
  const some = quick ? 1_000 : 20_000;
  const few = quick ? 300 : 5_000;
  const missing = postgresIsMissing();
  const cluster = missing === undefined ? await startCluster().catch((error: Error) => error) : undefined;
  const url = cluster && "url" in cluster ? cluster.url : undefined;
  try {
    // The first round compiles; it is not counted.
    await engineDrainMs("noop-ahead", 2_000);
    const speeds = await alternate(usualRounds(quick), {
      "our engine": perSecond(many, () => engineDrainMs("noop-ahead", many)),
      ...(url && { "graphile-worker": perSecond(many, () => graphileDrainMs(url, many)) }),
      "raw fused": perSecond(many, () => rawMs(many, (raw) => raw.processFused(100))),
      "our queue": perSecond(many, () => queueMs(many, 100)),
      "our engine, nothing ahead": perSecond(some, () => engineDrainMs("noop-strict", some)),
      "our queue, nothing ahead": perSecond(some, () => queueMs(some, 10)),
      "raw single": perSecond(few, () => rawMs(few, (raw) => raw.process(1))),
      plainjob: perSecond(few, () => plainjobDrainMs(few)),
    });
    const others = await alternate(
      { rounds: quick ? 1 : 3, budgetMs: 5 * 60_000 },
      {
        "raw batches of 100": perSecond(many, () => rawMs(many, (raw) => raw.process(100))),
        "our engine, concurrency 1": perSecond(few, () => engineDrainMs("noop-one", few, { concurrency: 1 })),
        ...(url && { "pg-boss, bursts of 100": perSecond(many, () => pgBossDrainMs(url, many)) }),
      },
    );
    await report(recorder, speeds, missing ?? reasonOf(cluster));
    for (const name of [
      "our engine",
      "our queue",
      "our engine, nothing ahead",
      "our queue, nothing ahead",
      "raw fused",
      "raw single",
      "plainjob",
      "graphile-worker",
    ])
      figure(recorder, speeds, name);
    for (const name of ["raw batches of 100", "our engine, concurrency 1", "pg-boss, bursts of 100"])
      figure(recorder, others, name);
  } finally {
    if (cluster && "stop" in cluster) await cluster.stop();
  }
}

async function report(recorder: Recorder, speeds: Speeds, missing: string | undefined) {
  const ratio = (goal: Goal, ours: string, theirs: string) =>
    attempt(recorder, [goal], () => recorder.measured(goal, speeds.ratio(ours, theirs), speeds.words(ours, theirs)));
  if (missing !== undefined) recorder.leftOut(goals.graphile, missing);
  else await ratio(goals.graphile, "our engine", "graphile-worker");
  await ratio(goals.plainjob, "our engine", "plainjob");
  await ratio(goals.raw, "our engine", "raw fused");
  await ratio(goals.queue, "our queue", "raw fused");
  await ratio(goals.strict, "our engine, nothing ahead", "raw single");
  await ratio(goals.strictQueue, "our queue, nothing ahead", "raw single");
}

function figure(recorder: Recorder, speeds: Speeds, name: string): void {
  try {
    const value = speeds.of(name);
    if (!Number.isNaN(value)) recorder.figure(`process: ${name}`, value, "per s");
  } catch (error) {
    recorder.figure(`process: ${name}`, 0, "per s", String(error));
  }
}

function reasonOf(cluster: unknown): string | undefined {
  return cluster instanceof Error ? `PostgreSQL did not start: ${cluster.message}` : undefined;
}

function perSecond(runs: number, takeMs: () => Promise<number>): () => Promise<number> {
  return async () => (runs / (await takeMs())) * 1_000;
}

async function rawMs(runs: number, work: (raw: ReturnType<typeof openRaw>) => void): Promise<number> {
  const raw = openRaw();
  try {
    raw.insert(runs, 1_000);
    return await timed(() => work(raw));
  } finally {
    raw.close();
  }
}

async function queueMs(runs: number, batch: number): Promise<number> {
  const { queue, close } = openQueue();
  try {
    await queue.enqueue(waitingRuns(runs), Date.now());
    let worked = 0;
    const ms = await timed(async () => {
      worked = await drain(queue, batch);
    });
    if (worked !== runs) throw new Error(`${worked} of ${runs} runs were worked off`);
    return ms;
  } finally {
    close();
  }
}
