import type { StoredError } from "../../model/errors.ts";
import type { NewRun, Run } from "../../model/run.ts";
import { type RunState, statesBefore } from "../../model/run-state.ts";
import type { Database } from "../../store/database.ts";
import { type RunRow, toRun } from "../../store/runs.ts";
import type { Ending } from "../queue.ts";
import { boundedJson } from "./bounded-json.ts";

/** Every statement of the queue. Each move of a run names the states that it may come from, out of the one table. */
export function prepareStatements(database: Database) {
  const from = (to: RunState, only?: readonly RunState[]) =>
    statesBefore(to)
      .filter((state) => !only || only.includes(state))
      .map((state) => `'${state}'`)
      .join(", ");

  const insert = database.prepare<Record<string, unknown>, RunRow>(
    `INSERT INTO run (id, task_id, state, ready, priority, trigger_kind, schedule_id, scheduled_at, payload, max_attempts,
                      created_at, due_at, retry_of, demo)
       VALUES (@id, @taskId, 'created', @ready, @priority, @trigger, @scheduleId, @scheduledAt, @payload, @maxAttempts,
               @now, @dueAt, @retryOf, @demo) RETURNING *`,
  );
  const promote = database.prepare(
    "UPDATE run SET ready = 1 WHERE ready = 0 AND state IN ('created', 'retry') AND due_at <= ?",
  );
  const ready = database.prepare<[string, number], RunRow>(
    "SELECT * FROM run WHERE ready = 1 AND task_id = ? ORDER BY priority DESC, due_at, seq LIMIT ?",
  );
  const anyReady = database
    .prepare<[number], number>(
      `SELECT EXISTS (SELECT 1 FROM run WHERE ready = 1)
           OR EXISTS (SELECT 1 FROM run WHERE ready = 0 AND state IN ('created', 'retry') AND due_at <= ?)`,
    )
    .pluck();
  const activate = database.prepare<Record<string, unknown>, RunRow>(
    `UPDATE run SET state = 'active', ready = 0, attempts = attempts + 1, started_at = coalesce(started_at, @now)
       WHERE seq = @seq AND state IN (${from("active")}) RETURNING *`,
  );
  const finish = (state: RunState, only?: readonly RunState[]) =>
    database.prepare<Record<string, unknown>, RunRow>(
      `UPDATE run SET state = '${state}', ready = 0, outcome = @outcome, output = coalesce(@output, output), error = @error,
                      summary = @summary, finished_at = @now
         WHERE id = @runId AND state IN (${from(state, only)}) RETURNING *`,
    );
  const finishers = {
    completed: finish("completed"),
    failed: finish("failed"),
    cancelled: finish("cancelled", ["active"]),
  };
  const cancelWaiting = finish("cancelled", ["created", "retry"]);
  const retry = database.prepare<Record<string, unknown>, RunRow>(
    `UPDATE run SET state = 'retry', ready = (@dueAt <= @now), due_at = @dueAt, error = @error, attempts = attempts - @refund
       WHERE id = @runId AND state IN (${from("retry")}) RETURNING *`,
  );
  const beginAttempt = database.prepare(
    "INSERT OR REPLACE INTO attempt (run_seq, number, started_at) VALUES (@seq, @number, @now)",
  );
  const endAttempt = database.prepare(
    "UPDATE attempt SET finished_at = @now, error = @error WHERE run_seq = @seq AND finished_at IS NULL",
  );
  const nextDue = database
    .prepare<[], number | null>("SELECT min(due_at) FROM run WHERE ready = 0 AND state IN ('created', 'retry')")
    .pluck();
  const active = database.prepare<[], RunRow>("SELECT * FROM run INDEXED BY run_active WHERE state = 'active'");
  const open = database.prepare<[string], RunRow>(
    "SELECT * FROM run WHERE schedule_id = ? AND state IN ('created', 'active', 'retry')",
  );

  const one = (row: RunRow | undefined): Run | undefined => row && toRun(row);

  return {
    insert: (run: NewRun, now: number): Run => {
      const row = insert.get({
        ...run,
        payload: JSON.stringify(run.payload ?? {}),
        ready: run.dueAt <= now ? 1 : 0,
        demo: run.demo ? 1 : 0,
        now,
      });
      if (!row) throw new Error(`SQLite returned no row for the new run ${run.id}`);
      return toRun(row);
    },
    promoteDue: (now: number): void => void promote.run(now),
    readyOf: (taskId: string, limit: number): readonly Run[] => ready.all(taskId, limit).map(toRun),
    hasWaiting: (now: number): boolean => anyReady.get(now) === 1,
    activate: (seq: number, now: number) => one(activate.get({ seq, now })),
    beginAttempt: (run: Run, now: number): void => void beginAttempt.run({ seq: run.seq, number: run.attempts, now }),
    endAttempt: (run: Run, error: StoredError | null, now: number): void =>
      void endAttempt.run({ seq: run.seq, error: error && JSON.stringify(error), now }),
    end: (runId: string, ending: Ending, now: number) => one(endRow(runId, ending, now)),
    cancelWaiting: (runId: string, error: StoredError, now: number) =>
      one(cancelWaiting.get({ runId, now, outcome: null, output: null, summary: null, error: JSON.stringify(error) })),
    nextDueAt: (): number | null => nextDue.get() ?? null,
    active: (): readonly Run[] => active.all().map(toRun),
    openOf: (scheduleId: string): readonly Run[] => open.all(scheduleId).map(toRun),
  };

  function endRow(runId: string, ending: Ending, now: number): RunRow | undefined {
    if (ending.state === "retry")
      return retry.get({
        runId,
        now,
        dueAt: ending.dueAt,
        refund: ending.refund ? 1 : 0,
        error: JSON.stringify(ending.error),
      });
    const completed = ending.state === "completed";
    return finishers[ending.state].get({
      runId,
      now,
      outcome: completed ? ending.outcome : null,
      output: ending.output === undefined ? null : boundedJson(ending.output),
      error: completed ? null : boundedJson(ending.error),
      summary: completed ? ending.summary : null,
    });
  }
}
