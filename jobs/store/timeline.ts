import { z } from "zod";
import { runOutcomes, runTriggers } from "../model/read-models/runs.ts";
import { type RunState, runStates } from "../model/run-state.ts";
import type { Database } from "./database.ts";

/*
 * No index leads from a job and a time to its runs: it would cost every run an entry. But runs are numbered in the order
 * in which they are made, so a time is found among the numbers by halving, and an index by job and number is there. A
 * clock that was set back makes what is found near that moment inexact, and nothing else.
 */

export const timelineRow = z.object({
  seq: z.number(),
  id: z.string(),
  state: z.enum(runStates as readonly [RunState, ...RunState[]]),
  outcome: z.enum(runOutcomes).nullable(),
  trigger_kind: z.enum(runTriggers),
  schedule_id: z.string().nullable(),
  scheduled_at: z.number().nullable(),
  started_at: z.number(),
  finished_at: z.number().nullable(),
  summary: z.string().nullable(),
  error: z.string().nullable(),
});
export type TimelineRow = z.infer<typeof timelineRow>;

const notRunRow = z.object({
  schedule_id: z.string(),
  scheduled_at: z.number(),
  outcome: z.enum(["skipped", "missed"]),
  reason: z.string().nullable(),
  slots: z.number(),
});
export type NotRunRow = z.infer<typeof notRunRow>;

/** Runs of a job by their numbers: from the first on, and before the last. */
export type SeqRange = { readonly taskId: string; readonly from: number; readonly before: number };

export const timelineColumns =
  "seq, id, state, outcome, trigger_kind, schedule_id, scheduled_at, started_at, finished_at, summary, error";
const ofTask = "task_id = @taskId AND seq >= @from AND seq < @before";

/** Each leads to its rows by an index, and those that count read nothing else; a test holds them to it. */
export const timelineSql = {
  made: "SELECT seq, created_at AS createdAt FROM run WHERE seq >= ? ORDER BY seq LIMIT 1",
  last: "SELECT max(seq) FROM run",
  first: "SELECT min(seq) FROM run",
  upTo: `SELECT count(*) FROM (SELECT 1 FROM run INDEXED BY run_by_task WHERE ${ofTask} LIMIT @limit)`,
  numbers: `SELECT seq FROM run INDEXED BY run_by_task WHERE ${ofTask} ORDER BY seq LIMIT @limit`,
  // The list of states says nothing new, but SQLite takes the index of these states only when it is repeated.
  numbersOf: `SELECT seq FROM run INDEXED BY run_by_task_and_final_state
                WHERE ${ofTask} AND state = @state AND state IN ('completed', 'failed', 'cancelled') ORDER BY seq LIMIT @limit`,
  started: `SELECT ${timelineColumns} FROM run INDEXED BY run_by_task
              WHERE ${ofTask} AND started_at IS NOT NULL AND state <> 'active' ORDER BY seq`,
  active: `SELECT ${timelineColumns} FROM run INDEXED BY run_active
             WHERE task_id = ? AND state = 'active' AND started_at IS NOT NULL LIMIT ?`,
  // One question for many schedules: most have no such time, and to ask costs more than to answer.
  notRun: `SELECT schedule_id, scheduled_at, outcome, reason, slots FROM occurrence INDEXED BY occurrence_not_run
             WHERE schedule_id IN (SELECT value FROM json_each(?)) AND scheduled_at >= ? AND scheduled_at < ?
               AND outcome IN ('skipped', 'missed')
             ORDER BY scheduled_at DESC LIMIT ?`,
} as const;

/** Reads what the timeline shows, in pieces that take a few milliseconds at most. */
export function createTimelineReader(database: Database) {
  const made = database.prepare<[number], { readonly seq: number; readonly createdAt: number }>(timelineSql.made);
  const first = database.prepare<[], number | null>(timelineSql.first).pluck();
  const last = database.prepare<[], number | null>(timelineSql.last).pluck();
  const upTo = database.prepare<[SeqRange & { readonly limit: number }], number>(timelineSql.upTo).pluck();
  const numbers = database.prepare<[SeqRange & { readonly limit: number }], number>(timelineSql.numbers).pluck();
  const numbersOf = database
    .prepare<[SeqRange & { readonly state: string; readonly limit: number }], number>(timelineSql.numbersOf)
    .pluck();
  const started = database.prepare<[SeqRange]>(timelineSql.started);
  const active = database.prepare<[string, number]>(timelineSql.active);
  const notRun = database.prepare<[string, number, number, number]>(timelineSql.notRun);

  return {
    /** The number of the first run that was made then or later; one more than the last where there is none. */
    seqAt: (time: number): number => {
      let low = first.get() ?? 1;
      let high = (last.get() ?? 0) + 1;
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const row = made.get(middle);
        if (!row || row.createdAt >= time) high = middle;
        else low = row.seq + 1;
      }
      return low;
    },
    /** How many there are, counted no further than `limit` (which keeps it quick). */
    countUpTo: (range: SeqRange, limit: number): number => upTo.get({ ...range, limit }) ?? 0,
    /** The numbers of its runs, or of those that ended so; ascending, at most `limit`. */
    numbers: (range: SeqRange, of: "runs" | "failed" | "cancelled", limit: number): readonly number[] =>
      of === "runs" ? numbers.all({ ...range, limit }) : numbersOf.all({ ...range, state: of, limit }),
    /** Those that have begun and are not active, in the order in which they were made. */
    started: (range: SeqRange): readonly TimelineRow[] => z.array(timelineRow).parse(started.all(range)),
    active: (taskId: string, limit: number): readonly TimelineRow[] =>
      z.array(timelineRow).parse(active.all(taskId, limit)),
    /** Due times of these schedules at which nothing ran, from the one time on and before the other, newest first. */
    notRun: (scheduleIds: readonly string[], from: number, before: number, limit: number): readonly NotRunRow[] =>
      z.array(notRunRow).parse(notRun.all(JSON.stringify(scheduleIds), from, before, limit)),
  };
}

export type TimelineReader = ReturnType<typeof createTimelineReader>;
