import type { Occurrence } from "../model/read-models/schedules.ts";
import { conditionReasons } from "../model/schedule.ts";
import type { Database } from "./database.ts";

type OccurrenceRow = {
  readonly schedule_id: string;
  readonly scheduled_at: number;
  readonly outcome: Occurrence["outcome"];
  readonly reason: string | null;
  readonly run_id: string | null;
  readonly decided_at: number;
  readonly late_ms: number;
  readonly slots: number;
};

/** A row to be written: a due time and what was decided about it. */
export type NewOccurrence = Omit<Occurrence, "decidedAt">;

/** A run that is due and waits for a condition of its schedule. */
export type HeldRun = { readonly runId: string; readonly scheduleId: string };

const heldReasons = conditionReasons.map((reason) => `'${reason}'`).join(", ");

/** The ledger. A row is never deleted by anything but retention, and never written twice for one time. */
export function createOccurrenceStore(database: Database) {
  // What a clock that was ahead has given up before its time came, is decided anew; what ran or waits is not.
  const insert = database.prepare(
    `INSERT INTO occurrence (schedule_id, scheduled_at, outcome, reason, run_id, decided_at, late_ms, slots)
       VALUES (@scheduleId, @scheduledAt, @outcome, @reason, @runId, @now, @lateMs, @slots)
       ON CONFLICT (schedule_id, scheduled_at) DO UPDATE
         SET outcome = @outcome, reason = @reason, run_id = @runId, decided_at = @now, late_ms = @lateMs, slots = @slots
         WHERE decided_at > @now AND run_id IS NULL AND outcome IN ('skipped', 'missed')`,
  );
  const started = database.prepare(
    `UPDATE occurrence SET outcome = CASE WHEN reason IS NULL THEN 'ran' ELSE 'ran-late' END, late_ms = @now - scheduled_at
       WHERE run_id = @runId AND outcome = 'pending'`,
  );
  const settle = database.prepare(
    `UPDATE occurrence SET outcome = @outcome, decided_at = @now,
                           reason = CASE WHEN @reason = 'expired' AND reason IN (${heldReasons}) THEN reason ELSE @reason END
       WHERE run_id = @runId AND outcome = 'pending'`,
  );
  const held = database.prepare<[], HeldRun>(
    `SELECT o.run_id AS runId, o.schedule_id AS scheduleId FROM run r INDEXED BY run_delayed CROSS JOIN occurrence o ON o.run_id = r.id
       WHERE r.ready = 0 AND r.state IN ('created', 'retry') AND r.state = 'created'
         AND o.outcome = 'pending' AND o.reason IN (${heldReasons})`,
  );
  const reopen = database.prepare(
    `UPDATE occurrence SET outcome = @outcome, reason = @reason, run_id = @runId, decided_at = @now
       WHERE schedule_id = @scheduleId AND scheduled_at = @scheduledAt AND outcome = 'skipped' AND reason = 'paused'`,
  );
  const byPause = database
    .prepare<[string, number], number>(
      `SELECT scheduled_at FROM occurrence WHERE schedule_id = ? AND scheduled_at >= ? AND outcome = 'skipped'
         AND reason = 'paused' AND slots = 1 ORDER BY scheduled_at DESC LIMIT 1000`,
    )
    .pluck();
  const ofTask = database.prepare<[Record<string, string | number>], OccurrenceRow>(
    // By the ids, which begin with that of the task: a schedule that is gone keeps its rows.
    `SELECT * FROM occurrence WHERE schedule_id >= @taskId || ':' AND schedule_id < @taskId || ';' AND scheduled_at < @before
       ORDER BY scheduled_at DESC LIMIT @limit`,
  );
  const ofSchedule = database.prepare<[string, number, number], OccurrenceRow>(
    "SELECT * FROM occurrence WHERE schedule_id = ? AND scheduled_at < ? ORDER BY scheduled_at DESC LIMIT ?",
  );
  return {
    /** False when that time already has its row. */
    insert: (occurrence: NewOccurrence, now: number): boolean => insert.run({ ...occurrence, now }).changes === 1,
    /** A due time that was skipped because of a pause runs after all; false when it was not. */
    reopen: ({ lateMs: _, slots: __, ...occurrence }: NewOccurrence, now: number): boolean =>
      reopen.run({ ...occurrence, now }).changes === 1,
    /** The times since then that a pause had skipped, newest first, at most 1,000. */
    skippedByPause: (scheduleId: string, since: number): readonly number[] => byPause.all(scheduleId, since),
    /** The run that a due time led to has really begun. */
    markStarted: (runId: string, now: number): void => void started.run({ runId, now }),
    /** The run that a due time led to never began. */
    markNotRun: (runId: string, outcome: "skipped" | "missed", reason: string, now: number): void =>
      void settle.run({ runId, outcome, reason, now }),
    /** Runs that wait for a condition of their schedules. */
    held: (): readonly HeldRun[] => held.all(),
    /** Newest first. */
    ofTask: (taskId: string, before: number, limit: number): readonly Occurrence[] =>
      ofTask.all({ taskId, before, limit }).map(toOccurrence),
    /** Newest first. */
    ofSchedule: (scheduleId: string, before: number, limit: number): readonly Occurrence[] =>
      ofSchedule.all(scheduleId, before, limit).map(toOccurrence),
  };
}

function toOccurrence(row: OccurrenceRow): Occurrence {
  return {
    scheduleId: row.schedule_id,
    scheduledAt: row.scheduled_at,
    outcome: row.outcome,
    reason: row.reason,
    runId: row.run_id,
    decidedAt: row.decided_at,
    lateMs: row.late_ms,
    slots: row.slots,
  };
}

export type OccurrenceStore = ReturnType<typeof createOccurrenceStore>;
