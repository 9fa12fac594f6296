import type { RunFilter } from "../../../jobs/model/run-filter.ts";
import type { Queue } from "../../../jobs/queue/queue.ts";
import { createSqliteQueue } from "../../../jobs/queue/sqlite/sqlite-queue.ts";
import type { Stores } from "../../../jobs/store/stores.ts";
import { openQueue, waitingRuns } from "../queues/ours.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { openEngine } from "../support/open-engine.ts";
import { attempt } from "../support/recorder.ts";
import { seedRuns, seedTasks } from "../support/seed.ts";
import { count, median, quietP99 } from "../support/stats.ts";
import { historyTasks } from "../support/tasks.ts";
import { tempFolder } from "../support/temp.ts";

const lower = { better: "lower" } as const;
const goals = {
  claim: {
    name: "claim with a long history and 100,000 waiting against an empty store",
    unit: "x",
    goal: 1.1,
    ...lower,
  },
  keyed: {
    name: "claim and end of runs with a key with a long history of their job against an empty store",
    unit: "x",
    goal: 1.1,
    ...lower,
  },
  latest: { name: "the window's lists: latest 100, slowest filter, p99", unit: "ms", goal: 1, ...lower },
  counts: { name: "the window's lists: counts by state and job, p99", unit: "ms", goal: 0.5, ...lower },
} as const satisfies Record<string, Goal>;

/** What a history of 1,000,000 runs costs those who claim, and those who look. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const finished = recorder.quick ? 200_000 : 1_000_000;
  const home = tempFolder("history");
  seedRuns(home, { finished, waiting: 100_000 });
  await attempt(recorder, [goals.latest, goals.counts], () => lists(recorder, home, finished));
  await attempt(recorder, [goals.claim], () => claims(recorder, home, finished));
  await attempt(recorder, [goals.keyed], () => keyedRuns(recorder, home, finished));
  if (recorder.quick) return;
  const small = tempFolder("history");
  seedRuns(small, { finished: 1_000, waiting: 0 });
  await attempt(recorder, [], () =>
    slowestList(small).then(({ p99 }) => recorder.figure("latest 100 of 1,000 runs, slowest filter, p99", p99, "ms")),
  );
}

async function claims(recorder: Recorder, home: string, finished: number): Promise<void> {
  const full = openQueue(home);
  const empty = openQueue();
  const rounds = recorder.quick ? 20 : 100;
  const each = 25;
  try {
    // The flush to the disk costs the same with and without a history, and would hide what differs.
    for (const { stores } of [full, empty]) stores.database.pragma("synchronous = OFF");
    const queues = { full: fresh(full.stores), empty: fresh(empty.stores) };
    // As many tasks with something to claim on both sides: 50.
    const runs = Array.from({ length: seedTasks }, (_, task) =>
      waitingRuns((rounds * each * 2) / seedTasks, `waiting-${task}`),
    );
    await queues.empty.enqueue(runs.flat(), Date.now());
    const ratios: number[] = [];
    const costs: number[] = [];
    await claimMs(queues.full, 50);
    await claimMs(queues.empty, 50);
    for (let round = 0; round < rounds; round++) {
      const [ours, theirs] = [await claimMs(queues.full, each), await claimMs(queues.empty, each)];
      ratios.push(ours / theirs);
      costs.push(ours * 1_000);
    }
    const words = `${count(finished)} finished runs and 100,000 waiting; median of ${rounds} rounds, ${median(costs).toFixed(0)} µs a claim without the flush to the disk${recorder.quick ? "; 1,000,000 without --quick" : ""}`;
    recorder.measured(goals.claim, median(ratios), words);
  } finally {
    full.close();
    empty.close();
  }
}

/** What each run of a schedule is: no two of them at once. All others with its key wait for it. */
async function keyedRuns(recorder: Recorder, home: string, finished: number): Promise<void> {
  const full = openQueue(home);
  const empty = openQueue();
  const [rounds, each, backlog] = [recorder.quick ? 20 : 60, 20, 1_000];
  const taskId = "task-3";
  try {
    for (const { stores } of [full, empty]) stores.database.pragma("synchronous = OFF");
    const runs = waitingRuns(rounds * each * 2 + backlog, taskId).map((run) => ({ ...run, concurrencyKey: "nightly" }));
    for (const { queue } of [full, empty]) await queue.enqueue(runs, Date.now());
    const ratios: number[] = [];
    const costs: number[] = [];
    for (const { queue } of [full, empty]) await keyedMs(queue, taskId, each);
    for (let round = 0; round < rounds; round++) {
      const [ours, theirs] = [await keyedMs(full.queue, taskId, each), await keyedMs(empty.queue, taskId, each)];
      ratios.push(ours / theirs);
      costs.push(ours * 1_000);
    }
    const words = `${count(finished / seedTasks)} finished runs of the job, ${count(backlog)} with its key wait; median of ${rounds} rounds, ${median(costs).toFixed(0)} µs a run without the flush to the disk`;
    recorder.measured(goals.keyed, median(ratios), words);
  } finally {
    full.close();
    empty.close();
  }
}

const done = { state: "completed", outcome: "done", output: null, summary: null } as const;

/** Milliseconds of the claim and the end of one run, of which its key lets one go at a time. */
async function keyedMs(queue: Queue, taskId: string, runs: number): Promise<number> {
  const started = performance.now();
  for (let index = 0; index < runs; index++) {
    const [claimed] = await queue.claim(() => ({ limit: 2, capacity: new Map([[taskId, 2]]), now: Date.now() }));
    if (!claimed) throw new Error("A claim gave nothing");
    await queue.end(claimed.id, done, Date.now());
  }
  return (performance.now() - started) / runs;
}

function fresh(stores: Stores): Queue {
  return createSqliteQueue(stores.database);
}

/** Milliseconds of one claim of one run. */
async function claimMs(queue: Queue, claims: number): Promise<number> {
  const capacity = new Map(Array.from({ length: seedTasks }, (_, task) => [`waiting-${task}`, 1]));
  const started = performance.now();
  for (let index = 0; index < claims; index++) {
    const claimed = await queue.claim(() => ({ limit: 1, capacity, now: Date.now() }));
    if (claimed.length !== 1) throw new Error(`A claim gave ${claimed.length} runs instead of 1`);
  }
  return (performance.now() - started) / claims;
}

async function lists(recorder: Recorder, home: string, finished: number): Promise<void> {
  const words = `of ${count(finished + 100_000)} runs, quietest of 4 times 150 calls${recorder.quick ? "; 1,100,000 without --quick" : ""}`;
  const slowest = await slowestList(home);
  recorder.measured(goals.latest, slowest.p99, `${slowest.name}, ${words}`);
  recorder.measured(goals.counts, slowest.countsP99, words);
}

/** The p99 of the filter that is the slowest. */
async function slowestList(home: string) {
  const engine = openEngine({ home, tasks: historyTasks });
  try {
    const filters = {
      all: {},
      completed: { states: ["completed"] },
      failed: { states: ["failed"] },
      "failed or cancelled": { states: ["failed", "cancelled"] },
      created: { states: ["created"] },
      "active (none)": { states: ["active"] },
      "one job": { taskIds: ["task-3"] },
      "one job, failed": { taskIds: ["task-2"], states: ["failed"] },
      "one job, cancelled, rare": { taskIds: ["task-7"], states: ["cancelled"] },
      "one job, failed, none": { taskIds: ["task-7"], states: ["failed"] },
      "one job, all wait": { taskIds: ["waiting-3"], states: ["created"] },
      "started by the user (none)": { triggers: ["user"] },
      "tagged (none)": { tags: ["nightly"] },
      "a page from the middle": { before: 100_000 },
    } as const;
    const found: { name: string; p99: number }[] = [];
    for (const [name, filter] of Object.entries<RunFilter & { before?: number }>(filters))
      found.push({ name, p99: await p99Of(() => engine.queries.runs({ ...filter, limit: 100 })) });
    const { name, p99 } = found.reduce((worst, next) => (next.p99 > worst.p99 ? next : worst));
    return { name, p99, countsP99: await p99Of(() => engine.stores.runs.counts()) };
  } finally {
    await engine.stop();
  }
}

async function p99Of(call: () => unknown): Promise<number> {
  const batch = async () => {
    const took: number[] = [];
    for (let index = 0; index < 150; index++) {
      const started = performance.now();
      await call();
      took.push(performance.now() - started);
    }
    return took;
  };
  // The first compiles.
  await batch();
  return quietP99([await batch(), await batch(), await batch(), await batch()]);
}
