import { z } from "zod";
import { type StoredError, toStoredError } from "../model/errors.ts";
import { type RunOutcome, type RunTrigger, storedErrorSchema } from "../model/read-models/runs.ts";
import type { Run, RunBrief } from "../model/run.ts";
import { type RunState, runStates } from "../model/run-state.ts";
import type { Database } from "./database.ts";
import { createRunSearch } from "./run-search.ts";

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
  readonly concurrency_key: string | null;
  readonly expires_at: number | null;
  readonly attempt_at: number | null;
  readonly parent_id: string | null;
  readonly tags: string;
  readonly demo: number;
};

/** A row without what may be large. */
export type BriefRow = Omit<RunRow, "payload" | "output" | "attempt_at">;

/** What an ended run tells of how long its job usually takes, and how that went. */
export type EndedRun = Pick<Run, "seq" | "id" | "state" | "outcome" | "startedAt" | "finishedAt">;

/** The one mapper from a row to a run. */
export function toRun(row: RunRow): Run {
  return {
    ...toBrief(row),
    payload: parseJson(row.payload),
    output: row.output === null ? null : parseJson(row.output),
  };
}

export function toBrief(row: BriefRow): RunBrief {
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
    error: row.error === null ? null : parseError(row.error),
    summary: row.summary,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    retryOf: row.retry_of,
    concurrencyKey: row.concurrency_key,
    expiresAt: row.expires_at,
    parentId: row.parent_id,
    tags: parseTags(row.tags),
    demo: row.demo === 1,
  };
}

function parseTags(json: string): readonly string[] {
  const tags = parseJson(json);
  return Array.isArray(tags) ? tags.map(String) : [];
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

/** A try that did not succeed. */
const attemptRow = z.object({
  number: z.number(),
  started_at: z.number(),
  finished_at: z.number().nullable(),
  error: z.string().nullable(),
});

export type Attempt = {
  readonly number: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly error: StoredError | null;
};

function toAttempt(row: z.infer<typeof attemptRow>): Attempt {
  return {
    number: row.number,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    error: row.error === null ? null : parseError(row.error),
  };
}

/** Reads runs. All writing goes through the queue. */
export function createRunReader(database: Database) {
  const byId = database.prepare<[string], RunRow>("SELECT * FROM run WHERE id = ?");
  const bySeq = database.prepare<[number], RunRow>("SELECT * FROM run WHERE seq = ?");
  const byPrefix = database.prepare<[string, string], RunRow>("SELECT * FROM run WHERE id >= ? AND id < ? LIMIT 2");
  const counts = database.prepare<[], { task_id: string; state: RunState; runs: number }>(
    "SELECT task_id, state, runs FROM run_count WHERE runs > 0",
  );
  const attempts = database.prepare("SELECT number, started_at, finished_at, error FROM attempt WHERE run_seq = ?");
  const recentFinal = database.prepare<[string, number], EndedRun>(
    `SELECT seq, id, state, outcome, started_at AS startedAt, finished_at AS finishedAt FROM run WHERE task_id = ? AND state IN ('completed', 'failed', 'cancelled') ORDER BY seq DESC LIMIT ?`,
  );
  const activeOf = database.prepare<[string], RunRow>(
    "SELECT * FROM run INDEXED BY run_active WHERE task_id = ? AND state = 'active'",
  );
  const childrenOf = database.prepare<[string, number], RunRow>(
    "SELECT * FROM run WHERE parent_id = ? ORDER BY seq LIMIT ?",
  );
  const lastCompleted = database
    .prepare<[string], number | null>(
      `SELECT max(finished_at) FROM (
         SELECT finished_at FROM run INDEXED BY run_by_task_and_final_state
           WHERE state IN ('completed', 'failed', 'cancelled') AND task_id = ? AND state = 'completed' ORDER BY seq DESC LIMIT 100)`,
    )
    .pluck();
  const lastStart = database
    .prepare<[string, string], number | null>(
      `SELECT max(started_at) FROM (
         SELECT started_at FROM run INDEXED BY run_by_schedule WHERE schedule_id = ? AND state = ? ORDER BY seq DESC LIMIT 100)`,
    )
    .pluck();
  const countOf = database
    .prepare<[string, RunState], number>("SELECT runs FROM run_count WHERE task_id = ? AND state = ?")
    .pluck();
  const anyRun = database.prepare("SELECT EXISTS (SELECT 1 FROM run)").pluck();
  const count = (taskId: string, state: RunState): number => countOf.get(taskId, state) ?? 0;
  const search = createRunSearch(database, count);

  return {
    get: (id: string): Run | undefined => {
      const row = byId.get(id);
      return row && toRun(row);
    },
    bySeq: (seq: number): Run | undefined => {
      const row = bySeq.get(seq);
      return row && toRun(row);
    },
    /** The runs whose id begins so; at most two, which is enough to know whether it is the only one. */
    findByPrefix: (prefix: string): readonly Run[] => byPrefix.all(prefix, `${prefix}\u{10ffff}`).map(toRun),
    search,
    /** Newest first, whole. */
    list: ({ taskId, state, before, limit }: RunFilter): readonly Run[] => {
      const plan = search.plan({
        taskIds: taskId === undefined ? undefined : [taskId],
        states: state === undefined ? undefined : [state],
      });
      const range = search.range();
      const rows = search.read(plan, { ...range, before: before ?? range.before }, limit);
      return rows.flatMap(({ seq }) => bySeq.get(seq) ?? []).map(toRun);
    },
    /** The last ended runs of a task, newest first. */
    recent: (taskId: string, limit: number): readonly EndedRun[] => recentFinal.all(taskId, limit),
    active: (taskId: string): readonly Run[] => activeOf.all(taskId).map(toRun),
    /** The runs that a run started, oldest first. */
    children: (id: string, limit: number): readonly Run[] => childrenOf.all(id, limit).map(toRun),
    /** When this task succeeded last; null when it never did, as far as runs are kept. */
    lastCompletedAt: (taskId: string): number | null => lastCompleted.get(taskId) ?? null,
    /** When a run of this schedule began last; null when none did, as far as runs are kept. */
    lastStartOfSchedule: (scheduleId: string): number | null => {
      const starts = runStates.flatMap((state) => lastStart.get(scheduleId, state) ?? []);
      return starts.length === 0 ? null : Math.max(...starts);
    },
    counts: () => counts.all(),
    /** How many runs of a task are in a state. */
    countOf: count,
    isEmpty: (): boolean => anyRun.get() === 0,
    /** Every try, oldest first: the failed ones have rows, the one that goes on or succeeded is in the run's own. */
    attempts: (seq: number): readonly Attempt[] => {
      const failed = z.array(attemptRow).parse(attempts.all(seq)).map(toAttempt);
      const run = bySeq.get(seq);
      if (!run || run.attempt_at === null || failed.some(({ number }) => number === run.attempts)) return failed;
      if (run.state !== "active" && run.state !== "completed") return failed;
      return [...failed, { number: run.attempts, startedAt: run.attempt_at, finishedAt: run.finished_at, error: null }];
    },
  };
}

export type RunReader = ReturnType<typeof createRunReader>;
