import type { Run } from "../model/run.ts";
import { runStates } from "../model/run-state.ts";
import type { Database } from "./database.ts";
import { type RunRow, toRun } from "./runs.ts";

/** The index has the runs of a schedule by their states, and in each by their numbers; a test holds the statement to it. */
export const scheduleRunsSql =
  "SELECT seq FROM run INDEXED BY run_by_schedule WHERE schedule_id = ? AND state = ? AND seq < ? ORDER BY seq DESC LIMIT ?";

/** Reads what one schedule led to. */
export function createScheduleRunReader(database: Database) {
  const ofState = database.prepare<[string, string, number, number], number>(scheduleRunsSql).pluck();
  const bySeq = database.prepare<[number], RunRow>("SELECT * FROM run WHERE seq = ?");
  return {
    /** Newest first, at most `limit`, of those that are older than the run with the number `before`. */
    list: (scheduleId: string, limit: number, before: number = Number.MAX_SAFE_INTEGER): readonly Run[] =>
      runStates
        .flatMap((state) => ofState.all(scheduleId, state, before, limit))
        .sort((left, right) => right - left)
        .slice(0, limit)
        .flatMap((seq) => bySeq.get(seq) ?? [])
        .map(toRun),
  };
}

export type ScheduleRunReader = ReturnType<typeof createScheduleRunReader>;
