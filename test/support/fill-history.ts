import { randomUUID } from "node:crypto";
import type { RunState } from "../../jobs/model/run-state.ts";
import type { Stores } from "../../jobs/store/stores.ts";
import { recount } from "./recount.ts";

type History = {
  readonly runs: number;
  readonly linesPerRun?: number;
  /** The first run ended then, every further one a millisecond later. */
  readonly endedAt: number;
  readonly states?: readonly RunState[];
  readonly tasks?: readonly string[];
};

const fewTasks = Array.from({ length: 10 }, (_, index) => `task-${index}`);

/** Ended runs with a try and a log each, written in one go. */
export function fillHistory({ database, logs }: Stores, history: History): void {
  const { runs, linesPerRun = 0, endedAt, states = ["completed"], tasks = fewTasks } = history;
  const insert = database
    .prepare<unknown[], number>(
      `INSERT INTO run (id, task_id, state, ready, trigger_kind, payload, output, attempts, max_attempts, created_at, due_at, started_at, finished_at)
       VALUES (?, ?, ?, 0, 'schedule', '{"n":1}', '{"done":true}', 1, 4, ?, ?, ?, ?) RETURNING seq`,
    )
    .pluck();
  const attempt = database.prepare(
    "INSERT INTO attempt (run_seq, number, started_at, finished_at) VALUES (?, 1, ?, ?)",
  );
  const seqs: number[] = [];
  database.transaction(() => {
    for (let index = 0; index < runs; index++) {
      const at = endedAt + index;
      const task = tasks[index % tasks.length];
      const state = states[Math.floor(index / tasks.length) % states.length];
      const seq = insert.get(randomUUID(), task, state, at, at, at, at) ?? 0;
      attempt.run(seq, at, at);
      seqs.push(seq);
    }
  })();
  for (const seq of linesPerRun > 0 ? seqs : [])
    logs.append(
      seq,
      Array.from(
        { length: linesPerRun },
        (_, index) => ({ seq: index + 1, at: endedAt, level: "info", message: "a line" }) as const,
      ),
      0,
    );
  recount(database);
  database.pragma("wal_checkpoint(TRUNCATE)");
}
