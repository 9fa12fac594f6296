import type { StoredError } from "../../model/errors.ts";
import type { NewRun, Run } from "../../model/run.ts";
import { type RunState, statesBefore } from "../../model/run-state.ts";
import type { Database } from "../../store/database.ts";
import { type RunRow, toRun } from "../../store/runs.ts";
import type { Ending } from "../queue.ts";
import { boundedJson } from "./bounded-json.ts";
import type { createRunCounts } from "./run-counts.ts";

/** `run.ready`: waits for its time; may be claimed; waits for another run with its key to end. */
const ready = { later: 0, now: 1, parked: 2 } as const;

/** What an ended try is known by. */
export type MovedRow = {
  readonly seq: number;
  readonly task_id: string;
  readonly state: RunState;
  readonly attempts: number;
  readonly attempt_at: number | null;
  readonly concurrency_key: string | null;
};

/** A run that may be claimed, by what decides which goes first. */
export type Candidate = { readonly seq: number; readonly priority: number; readonly due_at: number };

type Counts = ReturnType<typeof createRunCounts>;

const moved = "RETURNING seq, task_id, state, attempts, attempt_at, concurrency_key";

/** Every statement of the queue. Each move of a run names the states that it may come from, out of the one table. */
export function prepareStatements(database: Database, counts: Counts) {
  const from = (to: RunState, only?: readonly RunState[]) =>
    statesBefore(to)
      .filter((state) => !only || only.includes(state))
      .map((state) => `'${state}'`)
      .join(", ");

  const insert = database.prepare<Record<string, unknown>>(
    `INSERT INTO run (id, task_id, state, ready, priority, trigger_kind, schedule_id, scheduled_at, payload, max_attempts,
                      created_at, due_at, retry_of, demo, concurrency_key, expires_at, parent_id, tags)
       VALUES (@id, @taskId, 'created', @ready, @priority, @trigger, @scheduleId, @scheduledAt, @payload, @maxAttempts,
               @now, @dueAt, @retryOf, @demo, @concurrencyKey, @expiresAt, @parentId, @tags)`,
  );
  const byId = database.prepare<[string], RunRow>("SELECT * FROM run WHERE id = ?");
  const stateOf = database.prepare<[string], { seq: number; state: RunState }>(
    "SELECT seq, state FROM run WHERE id = ?",
  );
  const promote = database.prepare(
    `UPDATE run INDEXED BY run_delayed SET ready = ${ready.now}
       WHERE ready = ${ready.later} AND state IN ('created', 'retry') AND due_at <= ?`,
  );
  // Only what is in the index: most candidates are not taken, and a whole row costs ten times as much.
  const readyOf = database.prepare<[string, number], Candidate>(
    `SELECT seq, priority, due_at FROM run INDEXED BY run_ready WHERE ready = ${ready.now} AND task_id = ?
       ORDER BY priority DESC, due_at, seq LIMIT ?`,
  );
  // From one task to the next through the index: as many steps as there are tasks with something to claim.
  const readyTasks = database
    .prepare<[], string>(
      `WITH RECURSIVE ready_task (id) AS (
         SELECT (SELECT task_id FROM run INDEXED BY run_ready WHERE ready = ${ready.now} ORDER BY task_id LIMIT 1)
         UNION ALL
         SELECT (SELECT task_id FROM run INDEXED BY run_ready WHERE ready = ${ready.now} AND task_id > ready_task.id ORDER BY task_id LIMIT 1)
           FROM ready_task WHERE id IS NOT NULL
       ) SELECT id FROM ready_task WHERE id IS NOT NULL`,
    )
    .pluck();
  const bySeq = database.prepare<[number], RunRow>("SELECT * FROM run WHERE seq = ?");
  const activate = database.prepare<Record<string, unknown>>(
    `UPDATE run SET state = 'active', ready = 0, attempts = attempts + 1, attempt_at = @now, started_at = coalesce(started_at, @now)
       WHERE seq = @seq AND state IN (${from("active")})`,
  );
  const finish = (state: RunState, only?: readonly RunState[]) =>
    database.prepare<Record<string, unknown>, MovedRow>(
      `UPDATE run SET state = '${state}', ready = 0, outcome = @outcome, output = coalesce(@output, output), error = @error,
                      summary = @summary, finished_at = @now
         WHERE seq = @seq AND state IN (${from(state, only)}) ${moved}`,
    );
  const finishers = {
    completed: finish("completed"),
    failed: finish("failed"),
    cancelled: finish("cancelled", ["active"]),
  };
  const cancelWaiting = finish("cancelled", ["created", "retry"]);
  const retry = database.prepare<Record<string, unknown>, MovedRow>(
    `UPDATE run SET state = 'retry', ready = (@dueAt <= @now), due_at = @dueAt, error = @error, attempts = attempts - @refund
       WHERE seq = @seq AND state IN (${from("retry")}) ${moved}`,
  );
  const addAttempt = database.prepare(
    `INSERT OR REPLACE INTO attempt (run_seq, number, started_at, finished_at, error)
       VALUES (@seq, @number, @startedAt, @now, @error)`,
  );
  const bringForward = database.prepare(
    `UPDATE run SET due_at = @dueAt, ready = (@dueAt <= @now), expires_at = NULL
       WHERE id = @runId AND state = 'created' AND ready = ${ready.later} AND due_at > @dueAt`,
  );
  const nextDue = database
    .prepare<[], number | null>(
      `SELECT due_at FROM run INDEXED BY run_delayed WHERE ready = ${ready.later} AND state IN ('created', 'retry')
         ORDER BY due_at LIMIT 1`,
    )
    .pluck();
  const active = database.prepare<[], RunRow>("SELECT * FROM run INDEXED BY run_active WHERE state = 'active'");
  const open = database.prepare<[string], RunRow>(
    "SELECT * FROM run WHERE schedule_id = ? AND state IN ('created', 'active', 'retry')",
  );
  const activeOfKey = database
    .prepare<[string, string], number>(
      "SELECT count(*) FROM run INDEXED BY run_active WHERE task_id = ? AND concurrency_key = ? AND state = 'active'",
    )
    .pluck();
  const park = database.prepare<[number]>(`UPDATE run SET ready = ${ready.parked} WHERE seq = ?`);
  const unpark = database.prepare<[string, string]>(
    `UPDATE run SET ready = ${ready.now} WHERE seq = (
       SELECT seq FROM run INDEXED BY run_parked WHERE ready = ${ready.parked} AND task_id = ? AND concurrency_key = ?
         ORDER BY priority DESC, due_at, seq LIMIT 1)`,
  );
  const unparkAll = database.prepare(
    `UPDATE run INDEXED BY run_parked SET ready = ${ready.now} WHERE ready = ${ready.parked}`,
  );

  /** The move of a run that was in `before`; counted when it was allowed. */
  const counted = (before: RunState, row: MovedRow | undefined): MovedRow | undefined => {
    if (row) counts.moved(row.task_id, before, row.state);
    return row;
  };

  const endRow = (seq: number, ending: Ending, now: number): MovedRow | undefined => {
    if (ending.state === "retry") {
      const error = JSON.stringify(ending.error);
      return retry.get({ seq, now, dueAt: ending.dueAt, refund: ending.refund ? 1 : 0, error });
    }
    const completed = ending.state === "completed";
    return finishers[ending.state].get({
      seq,
      now,
      outcome: completed ? ending.outcome : null,
      output: ending.output === undefined ? null : boundedJson(ending.output),
      error: completed ? null : boundedJson(ending.error),
      summary: completed ? ending.summary : null,
    });
  };

  return {
    insert: (run: NewRun, now: number): Run => {
      const values = {
        concurrencyKey: null,
        expiresAt: null,
        parentId: null,
        ...run,
        payload: JSON.stringify(run.payload ?? {}),
        tags: JSON.stringify(run.tags ?? []),
        ready: run.dueAt <= now ? ready.now : ready.later,
        demo: run.demo ? 1 : 0,
        now,
      };
      const { idempotency: _, ...bound } = values;
      const seq = Number(insert.run(bound).lastInsertRowid);
      counts.moved(run.taskId, undefined, "created");
      return newlyCreated(run, JSON.parse(values.payload), seq, now);
    },
    get: (runId: string): Run | undefined => {
      const row = byId.get(runId);
      return row && toRun(row);
    },
    promoteDue: (now: number): void => void promote.run(now),
    /** The tasks that have runs which may be claimed. */
    readyTasks: (): readonly string[] => readyTasks.all(),
    readyOf: (taskId: string, limit: number): readonly Candidate[] => readyOf.all(taskId, limit),
    row: (seq: number): RunRow | undefined => bySeq.get(seq),
    activate: (row: RunRow, now: number): Run | undefined => {
      if (activate.run({ seq: row.seq, now }).changes === 0) return undefined;
      counts.moved(row.task_id, row.state, "active");
      return { ...toRun(row), state: "active", attempts: row.attempts + 1, startedAt: row.started_at ?? now };
    },
    end: (runId: string, ending: Ending, now: number): MovedRow | undefined => {
      const known = stateOf.get(runId);
      return known && counted(known.state, endRow(known.seq, ending, now));
    },
    addAttempt: (row: MovedRow, number: number, error: StoredError, now: number): void =>
      void addAttempt.run({
        ...{ seq: row.seq, number, startedAt: row.attempt_at ?? now, now },
        error: JSON.stringify(error),
      }),
    cancelWaiting: (runId: string, error: StoredError, now: number): MovedRow | undefined => {
      const known = stateOf.get(runId);
      const none = { outcome: null, output: null, summary: null };
      return (
        known && counted(known.state, cancelWaiting.get({ seq: known.seq, now, ...none, error: JSON.stringify(error) }))
      );
    },
    bringForward: (runId: string, dueAt: number, now: number): boolean =>
      bringForward.run({ runId, dueAt, now }).changes === 1,
    nextDueAt: (): number | null => nextDue.get() ?? null,
    active: (): readonly Run[] => active.all().map(toRun),
    openOf: (scheduleId: string): readonly Run[] => open.all(scheduleId).map(toRun),
    activeOfKey: (taskId: string, key: string): number => Number(activeOfKey.get(taskId, key)),
    /** It waits for another run with its key. */
    park: (seq: number): void => void park.run(seq),
    /** The next one that waits for this key may be claimed. */
    unpark: (taskId: string, key: string): void => void unpark.run(taskId, key),
    unparkAll: (): void => void unparkAll.run(),
  };
}

/** A run as it was just written, without reading it back. */
function newlyCreated(run: NewRun, payload: unknown, seq: number, now: number): Run {
  const { idempotency: _, ...values } = run;
  return {
    ...{ concurrencyKey: null, expiresAt: null, parentId: null, tags: [] },
    ...{ outcome: null, output: null, error: null, summary: null, startedAt: null, finishedAt: null },
    ...values,
    ...{ seq, payload, state: "created", attempts: 0, createdAt: now },
  };
}
