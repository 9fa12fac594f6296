import type { Database } from "./database.ts";

/** How a run ended, as the picture of a job's days tells it. */
export type Ending = "completed" | "caught-up" | "failed" | "cancelled" | "skipped";

export type PastRun = {
  readonly taskId: string;
  /** Empty for none. */
  readonly scheduleId: string;
  /** The day on which it was made, in the host's zone: "2026-11-24". */
  readonly day: string;
  readonly ending: Ending;
};

export type PastCount = { readonly day: string; readonly ending: Ending; readonly runs: number };

/** Counts of runs that are deleted by now. */
export function createPastRuns(database: Database) {
  const add = database.prepare<[PastRun & { readonly runs: number }]>(
    `INSERT INTO past_run (task_id, day, schedule_id, ending, runs) VALUES (@taskId, @day, @scheduleId, @ending, @runs)
       ON CONFLICT DO UPDATE SET runs = runs + @runs`,
  );
  const ofTask = database.prepare<[string, string], PastCount>(
    "SELECT day, ending, sum(runs) AS runs FROM past_run WHERE task_id = ? AND day >= ? GROUP BY day, ending",
  );
  const ofSchedule = database.prepare<[string, string, string], PastCount>(
    "SELECT day, ending, runs FROM past_run WHERE task_id = ? AND day >= ? AND schedule_id = ?",
  );
  const forget = database.prepare<[string]>("DELETE FROM past_run WHERE day < ?");
  return {
    /** To be called in the transaction that deletes them. */
    add: (runs: readonly PastRun[]): void => {
      const counts = new Map<string, PastRun & { runs: number }>();
      for (const run of runs) {
        const key = JSON.stringify([run.day, run.scheduleId, run.ending, run.taskId]);
        const known = counts.get(key);
        if (known) known.runs += 1;
        else counts.set(key, { ...run, runs: 1 });
      }
      for (const count of counts.values()) add.run(count);
    },
    /** Of a task, or of one of its schedules, from this day on. */
    since: (day: string, taskId: string, scheduleId: string | undefined): readonly PastCount[] =>
      scheduleId === undefined ? ofTask.all(taskId, day) : ofSchedule.all(taskId, day, scheduleId),
    /** Days before this one. */
    forgetBefore: (day: string): void => void forget.run(day),
  };
}

export type PastRuns = ReturnType<typeof createPastRuns>;
