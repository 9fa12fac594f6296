import { z } from "zod";
import { type StoredError, toStoredError } from "../model/errors.ts";
import { type RunOutcome, type RunTrigger, storedErrorSchema } from "../model/read-models.ts";
import type { Run } from "../model/run.ts";
import type { RunState } from "../model/run-state.ts";
import type { Database } from "./database.ts";

/** A row of `run` as SQLite gives it. */
export type RunRow = {
  readonly seq: number;
  readonly id: string;
  readonly task_id: string;
  readonly state: RunState;
  readonly outcome: RunOutcome | null;
  readonly priority: number;
  readonly trigger_kind: RunTrigger;
  readonly schedule_id: string | null;
  readonly scheduled_at: number | null;
  readonly payload: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly summary: string | null;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly created_at: number;
  readonly due_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly retry_of: string | null;
  readonly demo: number;
};

/** The one mapper from a row to a run. */
export function toRun(row: RunRow): Run {
  return {
    seq: row.seq,
    id: row.id,
    taskId: row.task_id,
    state: row.state,
    outcome: row.outcome,
    priority: row.priority,
    trigger: row.trigger_kind,
    scheduleId: row.schedule_id,
    scheduledAt: row.scheduled_at,
    payload: parseJson(row.payload),
    output: row.output === null ? null : parseJson(row.output),
    error: row.error === null ? null : parseError(row.error),
    summary: row.summary,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    retryOf: row.retry_of,
    demo: row.demo === 1,
  };
}

/** What is kept when a try ends without success. */
export function parseError(json: string): StoredError {
  const parsed = storedErrorSchema.safeParse(parseJson(json));
  return parsed.success ? parsed.data : { code: "TASK_FAILED", message: json };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    // Only a damaged row is no JSON; it is shown as it stands instead of taking the whole list along.
    return { unreadable: json, reason: toStoredError(error).message };
  }
}

export type RunFilter = {
  readonly taskId?: string | undefined;
  readonly state?: RunState | undefined;
  /** Only runs older than this `seq`. */
  readonly before?: number | undefined;
  readonly limit: number;
};

const attemptRow = z.object({
  number: z.number(),
  started_at: z.number(),
  finished_at: z.number().nullable(),
  error: z.string().nullable(),
});

/** Reads runs. All writing goes through the queue. */
export function createRunReader(database: Database) {
  const byId = database.prepare<[string], RunRow>("SELECT * FROM run WHERE id = ?");
  const byPrefix = database.prepare<[string, string], RunRow>("SELECT * FROM run WHERE id >= ? AND id < ? LIMIT 2");
  const counts = database.prepare<[], { task_id: string; state: RunState; runs: number }>(
    "SELECT task_id, state, runs FROM run_count WHERE runs > 0",
  );
  const attempts = database.prepare("SELECT number, started_at, finished_at, error FROM attempt WHERE run_seq = ?");
  const recentFinal = database.prepare<[string, number], RunRow>(
    `SELECT * FROM run WHERE task_id = ? AND state IN ('completed', 'failed', 'cancelled') ORDER BY seq DESC LIMIT ?`,
  );
  const activeOf = database.prepare<[string], RunRow>(
    "SELECT * FROM run INDEXED BY run_active WHERE task_id = ? AND state = 'active'",
  );
  const anyRun = database.prepare("SELECT EXISTS (SELECT 1 FROM run)").pluck();

  return {
    get: (id: string): Run | undefined => {
      const row = byId.get(id);
      return row && toRun(row);
    },
    /** The runs whose id begins so; at most two, which is enough to know whether it is the only one. */
    findByPrefix: (prefix: string): readonly Run[] => byPrefix.all(prefix, `${prefix}\u{10ffff}`).map(toRun),
    /** Newest first. */
    list: (filter: RunFilter): readonly Run[] => {
      const where = ["1 = 1"];
      const values: (string | number)[] = [];
      const add = (condition: string, value: string | number | undefined) => {
        if (value === undefined) return;
        where.push(condition);
        values.push(value);
      };
      add("task_id = ?", filter.taskId);
      add("state = ?", filter.state);
      add("seq < ?", filter.before);
      const sql = `SELECT * FROM run WHERE ${where.join(" AND ")} ORDER BY seq DESC LIMIT ?`;
      return database
        .prepare<(string | number)[], RunRow>(sql)
        .all(...values, filter.limit)
        .map(toRun);
    },
    /** The last ended runs of a task, newest first. */
    recent: (taskId: string, limit: number): readonly Run[] => recentFinal.all(taskId, limit).map(toRun),
    active: (taskId: string): readonly Run[] => activeOf.all(taskId).map(toRun),
    counts: () => counts.all(),
    isEmpty: (): boolean => anyRun.get() === 0,
    attempts: (seq: number) =>
      z
        .array(attemptRow)
        .parse(attempts.all(seq))
        .map((row) => ({
          number: row.number,
          startedAt: row.started_at,
          finishedAt: row.finished_at,
          error: row.error === null ? null : parseError(row.error),
        })),
  };
}

export type RunReader = ReturnType<typeof createRunReader>;
