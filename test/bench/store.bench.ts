import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { RunState } from "../../jobs/model/run-state.ts";
import { createSqliteQueue } from "../../jobs/queue/sqlite/sqlite-queue.ts";
import { createStores, type Stores } from "../../jobs/store/stores.ts";
import { newRun } from "../support/new-run.ts";
import { migrationsPath } from "../support/paths.ts";
import { recount } from "../support/recount.ts";
import { type Bench, type Measure, measure, medianMs, slowestMs } from "./measure.ts";

const taskCount = 50;

/** Nothing that the window asks for may hold the main thread for more than 10 ms, however long the history is. */
export const storeBench: Bench = {
  name: "store",
  run: async ({ quick }) => {
    const history = quick ? 100_000 : 1_000_000;
    const [empty, full] = [open(), open()];
    try {
      fill(full.stores, history);
      return [...queryMeasures(full.stores, history), await claimMeasure(empty.stores, full.stores, history)];
    } finally {
      for (const { stores, home } of [empty, full]) {
        stores.close();
        rmSync(home, { recursive: true, force: true });
      }
    }
  },
};

function open() {
  const home = mkdtempSync(path.join(os.tmpdir(), "jobdeck-bench-"));
  return { home, stores: createStores({ home, migrations: migrationsPath }) };
}

function fill({ database }: Stores, runs: number): void {
  const states: readonly RunState[] = ["completed", "completed", "completed", "failed", "cancelled"];
  const insert = database.prepare(
    `INSERT INTO run (id, task_id, state, ready, trigger_kind, payload, attempts, max_attempts, created_at, due_at, started_at, finished_at)
       VALUES (?, ?, ?, 0, 'schedule', '{}', 1, 4, ?, ?, ?, ?)`,
  );
  database.transaction(() => {
    for (let index = 0; index < runs; index++)
      insert.run(randomUUID(), `task-${index % taskCount}`, states[index % states.length], ...Array(4).fill(index));
  })();
  recount(database);
  database.pragma("wal_checkpoint(TRUNCATE)");
}

function queryMeasures({ runs }: Stores, history: number): readonly Measure[] {
  const goal = { unit: "ms", goal: 10, better: "lower" } as const;
  const after = `of ${history.toLocaleString("en")} runs, slowest of 100`;
  return [
    measure({ name: `latest 100 ${after}`, value: slowestMs(() => runs.list({ limit: 100 })), ...goal }),
    measure({
      name: `latest 100 failed of one job ${after}`,
      value: slowestMs(() => runs.list({ taskId: "task-3", state: "failed", limit: 100 })),
      ...goal,
    }),
    measure({
      name: `a page from the middle ${after}`,
      value: slowestMs(() => runs.list({ before: history / 2, limit: 100 })),
      ...goal,
    }),
    measure({ name: `counts by state and job ${after}`, value: slowestMs(() => runs.counts()), ...goal }),
    measure({ name: `last 50 of a job ${after}`, value: slowestMs(() => runs.recent("task-7", 50)), ...goal }),
  ];
}

async function claimMeasure(empty: Stores, full: Stores, history: number): Promise<Measure> {
  const cost = async ({ database }: Stores) => {
    database.pragma("synchronous = OFF");
    const queue = createSqliteQueue(database);
    await queue.enqueue(
      Array.from({ length: 2_000 }, () => newRun({ taskId: "task-1" })),
      0,
    );
    const capacity = new Map([["task-1", 1]]);
    return medianMs(() => queue.claim({ limit: 1, capacity, now: 1 }), 1_000);
  };
  const value = (await cost(full)) / (await cost(empty));
  return measure({
    name: `claim with ${history.toLocaleString("en")} finished runs against an empty store`,
    ...{ value, unit: "x", goal: 1.5, better: "lower" },
  });
}
