import type { Database } from "./database.ts";

/** Numbers of runs: to count so many entries of an index takes 2 ms, of 50,000 it was 8. */
export const countedAtOnce = 20_000;

/** Runs by their numbers: from the first on, and before the last. */
type Range = { readonly from: number; readonly before: number };
type EndState = "completed" | "failed" | "cancelled";

const inRange = "seq >= @from AND seq < @before";

/** Each leads to its rows by an index, and those that count read nothing else; a test holds them to it. */
export const jobDaysSql = {
  // The list of states says nothing new, but SQLite takes the index of these states only when it is repeated.
  ofTask: `SELECT count(*) FROM run INDEXED BY run_by_task_and_final_state WHERE task_id = @id AND ${inRange}
             AND state = @state AND state IN ('completed', 'failed', 'cancelled')`,
  ofSchedule: `SELECT count(*) FROM run INDEXED BY run_by_schedule WHERE schedule_id = @id AND ${inRange} AND state = @state`,
  skippedOfTask: `SELECT count(*) FROM run INDEXED BY run_skipped_by_task WHERE task_id = @id AND ${inRange}
                    AND outcome = 'skipped'`,
  skippedOfSchedule: `SELECT count(*) FROM run INDEXED BY run_skipped_by_schedule WHERE schedule_id = @id AND ${inRange}
                        AND outcome = 'skipped'`,
  caughtUp: `SELECT seq FROM run INDEXED BY run_caught_up WHERE schedule_id = @id AND ${inRange} AND state = 'completed'
               AND trigger_kind = 'catch-up' AND outcome IS NOT 'skipped' ORDER BY seq LIMIT @limit`,
  // A schedule that is gone keeps its rows; its id begins with that of the task.
  nextSchedule: "SELECT min(schedule_id) FROM occurrence WHERE schedule_id > ? AND schedule_id < ?",
  pageEnd: `SELECT scheduled_at FROM occurrence WHERE schedule_id = ? AND scheduled_at >= ? AND scheduled_at < ?
              ORDER BY scheduled_at LIMIT 1 OFFSET ?`,
  notRun: `SELECT scheduled_at AS at, outcome, slots FROM occurrence WHERE schedule_id = ? AND scheduled_at >= ?
             AND scheduled_at < ? AND outcome IN ('skipped', 'missed') ORDER BY scheduled_at`,
} as const;

export type NotRunRow = { readonly at: number; readonly outcome: "skipped" | "missed"; readonly slots: number };

/** Reads what became of a job's runs and due times, in pieces that take a few milliseconds at most. */
export function createJobDaysReader(database: Database) {
  type Counted = Range & { readonly id: string; readonly state: EndState };
  const ofTask = database.prepare<[Counted], number>(jobDaysSql.ofTask).pluck();
  const ofSchedule = database.prepare<[Counted], number>(jobDaysSql.ofSchedule).pluck();
  const skippedOfTask = database.prepare<[Range & { readonly id: string }], number>(jobDaysSql.skippedOfTask).pluck();
  const skippedOfSchedule = database
    .prepare<[Range & { readonly id: string }], number>(jobDaysSql.skippedOfSchedule)
    .pluck();
  const caughtUp = database
    .prepare<[Range & { readonly id: string; readonly limit: number }], number>(jobDaysSql.caughtUp)
    .pluck();
  const nextSchedule = database.prepare<[string, string], string | null>(jobDaysSql.nextSchedule).pluck();
  const pageEnd = database.prepare<[string, number, number, number], number>(jobDaysSql.pageEnd).pluck();
  const notRun = database.prepare<[string, number, number], NotRunRow>(jobDaysSql.notRun);
  return {
    countOfTask: (taskId: string, state: EndState, range: Range): number =>
      ofTask.get({ id: taskId, state, ...range }) ?? 0,
    countOfSchedule: (scheduleId: string, state: EndState, range: Range): number =>
      ofSchedule.get({ id: scheduleId, state, ...range }) ?? 0,
    /** Runs that completed by being skipped: they are among the completed ones, too. */
    skippedOfTask: (taskId: string, range: Range): number => skippedOfTask.get({ id: taskId, ...range }) ?? 0,
    skippedOfSchedule: (scheduleId: string, range: Range): number =>
      skippedOfSchedule.get({ id: scheduleId, ...range }) ?? 0,
    /** Numbers of the schedule's runs that were caught up and have completed, in order, at most `limit`. */
    caughtUp: (scheduleId: string, range: Range, limit: number): readonly number[] =>
      caughtUp.all({ id: scheduleId, limit, ...range }),
    /** The next schedule of the task that has rows in the ledger, in the order of the ids; null after the last. */
    scheduleAfter: (taskId: string, scheduleId: string): string | null =>
      nextSchedule.get(scheduleId, `${taskId};`) ?? null,
    /** The time at which a page of `size` ledger rows ends; `before` when there are fewer. */
    pageEnd: (scheduleId: string, { from, before }: Range, size: number): number =>
      pageEnd.get(scheduleId, from, before, size) ?? before,
    /** Due times in this time (UTC milliseconds) at which nothing ran. */
    notRun: (scheduleId: string, { from, before }: Range): readonly NotRunRow[] => notRun.all(scheduleId, from, before),
  };
}

export type JobDaysReader = ReturnType<typeof createJobDaysReader>;
