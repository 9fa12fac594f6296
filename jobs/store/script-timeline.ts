import { z } from "zod";
import type { Database } from "./database.ts";
import { type TimelineRow, timelineColumns, timelineRow } from "./timeline.ts";

/** Runs of a schedule by their numbers: from the first on, and before the last. */
export type ScheduleRange = { readonly scheduleId: string; readonly from: number; readonly before: number };

/** The states of runs that have begun and are not active, each of which the index has in the order of the numbers. */
const begun = ["completed", "failed", "cancelled", "retry"] as const;

const ofSchedule = "schedule_id = @scheduleId AND state = @state AND seq >= @from AND seq < @before";
const fromIndex = "FROM run INDEXED BY run_by_schedule";

/** Each leads to its rows by the index of a schedule's runs; a test holds them to it. */
export const scriptTimelineSql = {
  scheduleUpTo: `SELECT count(*) FROM (SELECT 1 ${fromIndex} WHERE ${ofSchedule} LIMIT @limit)`,
  scheduleNumbers: `SELECT seq ${fromIndex} WHERE ${ofSchedule} ORDER BY seq LIMIT @limit`,
  scheduleRuns: `SELECT ${timelineColumns} ${fromIndex} WHERE ${ofSchedule} AND started_at IS NOT NULL ORDER BY seq`,
  scheduleActive: `SELECT ${timelineColumns} ${fromIndex}
                     WHERE schedule_id = ? AND state = 'active' AND started_at IS NOT NULL LIMIT ?`,
} as const;

type OfState = ScheduleRange & { readonly state: string };

/** Reads what the timeline shows of the user's scripts, which are schedules of one task. */
export function createScriptTimelineReader(database: Database) {
  const upTo = database.prepare<[OfState & { readonly limit: number }], number>(scriptTimelineSql.scheduleUpTo).pluck();
  const numbers = database
    .prepare<[OfState & { readonly limit: number }], number>(scriptTimelineSql.scheduleNumbers)
    .pluck();
  const runs = database.prepare<[OfState]>(scriptTimelineSql.scheduleRuns);
  const active = database.prepare<[string, number]>(scriptTimelineSql.scheduleActive);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  return {
    /** How many there are, counted no further than `limit` of each state. */
    countUpTo: (range: ScheduleRange, limit: number): number =>
      sum(begun.map((state) => upTo.get({ ...range, state, limit }) ?? 0)),
    /** The numbers of its runs that have begun, or of those that ended so; ascending, at most `limit`. */
    numbers: (range: ScheduleRange, of: "runs" | "failed" | "cancelled", limit: number): readonly number[] =>
      (of === "runs" ? begun : [of])
        .flatMap((state) => numbers.all({ ...range, state, limit }))
        .sort((left, right) => left - right)
        .slice(0, limit),
    /** Those that have begun and are not active, in the order in which they were made. */
    started: (range: ScheduleRange): readonly TimelineRow[] =>
      begun
        .flatMap((state) => z.array(timelineRow).parse(runs.all({ ...range, state })))
        .sort((left, right) => left.seq - right.seq),
    active: (scheduleId: string, limit: number): readonly TimelineRow[] =>
      z.array(timelineRow).parse(active.all(scheduleId, limit)),
  };
}

export type ScriptTimelineReader = ReturnType<typeof createScriptTimelineReader>;
