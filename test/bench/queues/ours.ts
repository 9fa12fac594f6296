import { randomUUID } from "node:crypto";
import type { NewRun, Run } from "../../../jobs/model/run.ts";
import type { Queue } from "../../../jobs/queue/queue.ts";
import { createSqliteQueue } from "../../../jobs/queue/sqlite/sqlite-queue.ts";
import { createStores } from "../../../jobs/store/stores.ts";
import { newRun } from "../../support/new-run.ts";
import { migrationsPath } from "../../support/paths.ts";
import { completed, openEngine, until } from "../support/open-engine.ts";
import { timed } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";

const done = { state: "completed", outcome: "done", output: null, summary: null } as const;

export function waitingRuns(runs: number, taskId = "noop"): readonly NewRun[] {
  const dueAt = Date.now();
  return Array.from({ length: runs }, () => newRun({ id: randomUUID(), taskId, dueAt }));
}

/** The queue by itself, through its port: the lower bound of what the engine around it costs. */
export function openQueue(home = tempFolder("queue")) {
  const stores = createStores({ home, migrations: migrationsPath });
  const queue: Queue = createSqliteQueue(stores.database);
  return { queue, stores, close: stores.close };
}

/** Works off everything that waits: the ends of a batch and the claim of the next are asked for in one turn. */
export async function drain(queue: Queue, batch: number): Promise<number> {
  const claim = () => queue.claim(() => ({ limit: batch, capacity: new Map([["noop", batch]]), now: Date.now() }));
  let worked = 0;
  let claimed: readonly Run[] = await claim();
  while (claimed.length > 0) {
    await workOff(claimed);
    worked += claimed.length;
    const now = Date.now();
    const ends = claimed.map((run) => queue.end(run.id, done, now));
    const next = claim();
    await Promise.all(ends);
    claimed = await next;
  }
  return worked;
}

/** Ten lanes that each run the no-op, as the engine would. */
async function workOff(runs: readonly Run[]): Promise<void> {
  const left = runs.values();
  const lane = async () => {
    for (const run of left) await noop(run);
  };
  await Promise.all(Array.from({ length: 10 }, lane));
}

const noop = async (_run: Run): Promise<void> => undefined;

type DrainOptions = {
  /** Default 10. */
  readonly concurrency?: number;
  /** Runs that are worked off before the time is taken; default 0. */
  readonly warmUp?: number;
};

/** Milliseconds in which the whole engine works off `runs` of a task, until the last end is on disk. */
export async function engineDrainMs(taskId: string, runs: number, options: DrainOptions = {}): Promise<number> {
  const { concurrency = 10, warmUp = 0 } = options;
  const engine = openEngine({ concurrency });
  const send = async (count: number) => {
    for (let sent = 0; sent < count; sent += 5_000) {
      const requests = Array.from({ length: Math.min(5_000, count - sent) }, () => ({ taskId, payload: {} }));
      await engine.commands.trigger(requests, { trigger: "user" });
    }
  };
  try {
    await engine.start();
    await send(warmUp);
    await until(() => completed(engine, taskId) >= warmUp);
    await engine.commands.pauseEngine(undefined);
    await send(runs);
    return await timed(async () => {
      await engine.commands.resumeEngine();
      await until(() => completed(engine, taskId) >= warmUp + runs);
    });
  } finally {
    await engine.stop();
  }
}
